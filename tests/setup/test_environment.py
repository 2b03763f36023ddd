"""What is made before anything can run: the right Python, the packages, the assets, the secret key."""

import ast
import runpy
import subprocess
import sys
from collections import namedtuple

import pytest

from emerald import environment_setup
from emerald.environment_setup import ROOT
from emerald.launcher import port

VersionInfo = namedtuple("VersionInfo", "major minor micro releaselevel serial")


# --- The right Python ---------------------------------------------------------------------------------------------
def test_an_older_python_is_refused_in_a_sentence(monkeypatch):
    monkeypatch.setattr(sys, "version_info", VersionInfo(3, 10, 4, "final", 0))
    with pytest.raises(SystemExit) as refusal:
        runpy.run_module("emerald", run_name="__main__")
    assert "needs Python 3.11 or later and this is Python 3.10" in refusal.value.code


def test_an_older_python_can_read_the_file_that_refuses_it():
    ast.parse((ROOT / "emerald" / "__main__.py").read_text(), feature_version=(3, 6))


def test_nothing_but_the_standard_library_is_needed_to_start():
    """-I and -S: no installed package can be found."""
    subprocess.run(
        [
            sys.executable,
            "-I",
            "-S",
            "-c",
            f"import sys; sys.path.insert(0, {str(ROOT)!r})\nimport emerald.__main__, emerald.environment_setup",
        ],
        check=True,
    )


# --- The port -----------------------------------------------------------------------------------------------------
def run_ends(monkeypatch, asked):
    """How `python3 -m emerald run --port ASKED` ends, with a set-up that only says that it began."""

    def set_up(**_):
        raise environment_setup.SetUpFailed("set-up began")

    monkeypatch.setattr(environment_setup, "set_up", set_up)
    monkeypatch.setattr(sys, "argv", ["emerald", "run", "--port", str(asked)])
    with pytest.raises(SystemExit) as ended:
        runpy.run_module("emerald", run_name="__main__")
    return ended.value.code


def test_a_free_port_stops_nobody(monkeypatch, free_port):
    assert run_ends(monkeypatch, free_port) == "Emerald: set-up began"


def test_a_busy_port_is_told_before_anything_is_installed(monkeypatch, busy_port):
    assert f"port {busy_port} is in use already" in run_ends(monkeypatch, busy_port)


def test_a_port_that_is_none_is_told_before_anything_is_installed(monkeypatch, capsys):
    assert run_ends(monkeypatch, "eighty") == 2
    assert "'eighty' is not a port" in capsys.readouterr().err


def test_a_port_on_which_a_killed_start_may_still_serve_is_left_to_the_launcher(monkeypatch, busy_port, tmp_path):
    monkeypatch.setattr(port, "RECORDS", tmp_path)
    port.record(busy_port).write_text("[]")
    assert run_ends(monkeypatch, busy_port) == "Emerald: set-up began"


# --- Made once ----------------------------------------------------------------------------------------------------
@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """A copy of the places set-up works in, with the commands it would run written down instead of run."""
    monkeypatch.setattr(environment_setup, "ROOT", tmp_path)
    for name, place in {
        "VAR": "var",
        "LOGS": "var/log",
        "VENV": "var/venv",
        "PYTHON": "var/venv/bin/python",
        "FRONTEND": "frontend",
        "SECRET_KEY": "var/secret-key",
    }.items():
        monkeypatch.setattr(environment_setup, name, tmp_path / place)
    locks = ("requirements.txt", "requirements-test.txt", "requirements-redis.txt")
    for file in (*locks, "frontend/package.json", "frontend/emerald.scss"):
        (tmp_path / file).parent.mkdir(exist_ok=True)
        (tmp_path / file).write_text("first")
    monkeypatch.setattr(environment_setup, "_do", lambda what, command, **_: done_in(tmp_path, what))
    return tmp_path


def done_in(checkout, what):
    """What the real command would leave behind."""
    with open(checkout / "done", "a") as file:
        file.write(f"{what}\n")
    for made in ("var/venv/bin/python", "frontend/build/emerald.css", "frontend/node_modules/package"):
        (checkout / made).parent.mkdir(parents=True, exist_ok=True)
        (checkout / made).touch()


def steps(checkout):
    """The steps since the last look."""
    log = checkout / "done"
    said = log.read_text().splitlines() if log.exists() else []
    log.unlink(missing_ok=True)
    return said


def test_a_first_start_makes_everything(checkout):
    environment_setup.set_up()
    assert steps(checkout) == [
        "making the virtual environment",
        "installing the packages (half a minute the first time)",
        "installing Redis",
        "installing and building the assets",
    ]


def test_a_second_start_with_nothing_changed_makes_nothing(checkout):
    environment_setup.set_up()
    steps(checkout)
    environment_setup.set_up()
    assert steps(checkout) == []


@pytest.mark.parametrize(
    ("file", "step"),
    [
        ("requirements.txt", "installing the packages (half a minute the first time)"),
        ("requirements-redis.txt", "installing Redis"),
        ("frontend/package.json", "installing and building the assets"),
        ("frontend/emerald.scss", "building the assets"),
        ("frontend/new.js", "building the assets"),
    ],
)
def test_only_what_a_change_concerns_is_made_again(checkout, file, step):
    environment_setup.set_up()
    steps(checkout)
    (checkout / file).write_text("second")
    environment_setup.set_up()
    assert steps(checkout) == [step]


def test_the_assets_can_be_left_to_somebody_else(checkout):
    environment_setup.set_up(assets=False)
    assert "installing and building the assets" not in steps(checkout)
    assert not environment_setup.assets_are_fresh()
    environment_setup.build_assets()
    assert steps(checkout) == ["installing and building the assets"]
    assert environment_setup.assets_are_fresh()


@pytest.mark.parametrize("file", ["package.json", "emerald.scss", "new.js"])
def test_assets_are_not_fresh_when_what_they_are_made_of_changed(checkout, file):
    environment_setup.set_up()
    (checkout / "frontend" / file).write_text("second")
    assert not environment_setup.assets_are_fresh()


def test_assets_that_are_gone_are_not_fresh(checkout):
    environment_setup.set_up()
    (checkout / "frontend/build/emerald.css").unlink()
    assert not environment_setup.assets_are_fresh()


# --- The tools of the tests ---------------------------------------------------------------------------------------
WITH_TOOLS = "installing the packages and the tools of the tests (a minute the first time)"


def test_whoever_tests_first_installs_everything_at_once(checkout):
    environment_setup.set_up(tools=True)
    assert steps(checkout)[1:3] == [WITH_TOOLS, "installing Redis"]
    for tools in (True, False):
        environment_setup.set_up(tools=tools)
        assert steps(checkout) == []


def test_the_tools_come_with_the_first_test_after_a_start(checkout):
    environment_setup.set_up()
    steps(checkout)
    environment_setup.set_up(tools=True)
    assert steps(checkout) == [WITH_TOOLS]


def test_a_start_waits_for_no_changed_tool(checkout):
    environment_setup.set_up(tools=True)
    steps(checkout)
    (checkout / "requirements-test.txt").write_text("second")
    environment_setup.set_up()
    assert steps(checkout) == []
    environment_setup.set_up(tools=True)
    assert steps(checkout) == [WITH_TOOLS]


def test_tools_are_installed_for_tests_and_only_the_demonstration_has_its_assets_built_beside(monkeypatch, free_port):
    asked = {}

    def set_up(*, tools, assets):
        asked[sys.argv[1]] = tools, assets
        raise environment_setup.SetUpFailed("set-up began")

    monkeypatch.setattr(environment_setup, "set_up", set_up)
    for command in ("run", "test", "check", "bench", "migrate"):
        monkeypatch.setattr(sys, "argv", ["emerald", command, *(["--port", str(free_port)] * (command == "run"))])
        with pytest.raises(SystemExit):
            runpy.run_module("emerald", run_name="__main__")
    assert asked == {
        "run": (False, False),
        "test": (True, True),
        "check": (True, True),
        "bench": (True, True),
        "migrate": (False, True),
    }


@pytest.mark.parametrize("file", ["package.json", "eslint.config.js", "node_modules/eslint/index.js"])
def test_the_linters_are_no_part_of_what_is_built(checkout, file):
    environment_setup.set_up()
    steps(checkout)
    (checkout / "frontend/lint" / file).parent.mkdir(parents=True, exist_ok=True)
    (checkout / "frontend/lint" / file).write_text("new")
    environment_setup.set_up()
    assert steps(checkout) == []


def test_the_linters_are_installed_when_asked_for_once_and_again_when_their_lock_changed(checkout):
    environment_setup.set_up()
    steps(checkout)
    lock, modules = checkout / "frontend/lint/package-lock.json", checkout / "frontend/lint/node_modules"
    modules.mkdir(parents=True)
    taken = []
    for content in ("first", "first", "second"):
        lock.write_text(content)
        environment_setup.install_linters()
        taken.append(steps(checkout))
    installed = ["installing the linters of the front end (once)"]
    assert taken == [installed, [], installed]
    modules.rmdir()
    environment_setup.install_linters()
    assert steps(checkout) == installed


def test_an_environment_made_for_another_python_is_made_anew(checkout):
    environment_setup.set_up()
    steps(checkout)
    (checkout / "var/venv/made-for").write_text("3.10 /somewhere/else/var/venv")
    environment_setup.set_up()
    assert steps(checkout)[0] == "making the virtual environment"


def test_a_step_that_failed_is_taken_again(checkout, monkeypatch):
    def fail(what, command, **_):
        raise environment_setup.SetUpFailed(what)

    with monkeypatch.context() as broken, pytest.raises(environment_setup.SetUpFailed):
        broken.setattr(environment_setup, "_do", fail)
        environment_setup.set_up()
    environment_setup.set_up()
    assert "installing the packages (half a minute the first time)" in steps(checkout)


def test_a_failed_step_says_what_to_do_and_shows_the_end_of_its_log(checkout, monkeypatch):
    monkeypatch.undo()
    with pytest.raises(environment_setup.SetUpFailed) as failure:
        environment_setup._do(
            "making tea", [sys.executable, "-c", "print('no kettle'); raise SystemExit(3)"], otherwise="Buy a kettle."
        )
    assert "making tea failed. Buy a kettle." in str(failure.value)
    assert "no kettle" in str(failure.value)


def test_the_secret_key_is_made_once_and_for_its_owner_only(checkout):
    environment_setup.set_up()
    key = checkout / "var" / "secret-key"
    first = key.read_text()
    environment_setup.set_up()
    assert (key.read_text(), key.stat().st_mode & 0o777) == (first, 0o600)
    assert len(first) >= 50
