"""What continuous integration runs, and that it takes no test for passed that did not run."""

import os
import subprocess
import sys

import pytest

from emerald.environment_setup import ROOT

SCRIPT = ROOT / ".ci" / "run"


def test_the_script_can_be_read_and_started():
    subprocess.run(["bash", "-n", SCRIPT], check=True)
    assert os.access(SCRIPT, os.X_OK)


def test_continuous_integration_runs_the_readmes_command_with_nothing_skipped():
    assert SCRIPT.read_text().count('"$python" -m emerald test -p tests.no_skips') == 2


@pytest.mark.parametrize(("beside", "rest"), [(0, 0), (1, 0), (0, 1)])
def test_everything_runs_once_and_a_failure_of_either_run_fails_it(tmp_path, beside, rest):
    """With programs in place of Python and what it would install that only say how they were started."""
    stand_ins = {
        "python3": f'echo "$*" >>{tmp_path}/told; case "$*" in *--ignore=*) exit {rest};; *) exit {beside};; esac',
        "chromium-headless-shell": "true",
        "cc": "true",
        "nginx": "true",
        "pgbouncer": "true",
        "ldconfig": "echo libpangoft2-1.0",
    }
    for name, does in stand_ins.items():
        (tmp_path / name).write_text(f"#!/bin/sh\n{does}\n")
        (tmp_path / name).chmod(0o755)
    given = {"PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}", "EMERALD_CI_PYTHON": str(tmp_path / "python3")}
    ended = subprocess.run([SCRIPT], check=False, env=os.environ | given, capture_output=True, text=True)
    assert (ended.returncode != 0) == bool(beside or rest), ended.stderr
    said = (tmp_path / "told").read_text().split()
    named = {word for word in said if word.startswith("tests/")}
    assert {word.removeprefix("--ignore=") for word in said if word.startswith("--ignore=")} == named
    assert named


@pytest.mark.parametrize("processes", [(), ("-p", "xdist", "-n", "2")], ids=["alone", "several at once"])
@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("def test_one(): pass", 0),
        ("def test_one(): assert False", 1),
        ("import pytest\ndef test_one(): pytest.skip('no Chromium')\ndef test_two(): pass", 1),
        ("import pytest\npytest.skip('not here', allow_module_level=True)", 1),
        ("import pytest\n@pytest.mark.xfail\ndef test_one(): assert False", 0),
    ],
)
def test_a_skipped_test_is_a_failed_run(tmp_path, body, code, processes):
    (tmp_path / "test_it.py").write_text(body)
    (tmp_path / "test_fine.py").write_text("def test_fine(): pass")
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "DJANGO_"))}
    plain["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"  # only ours is in question, and the others take seconds to load
    ended = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "tests.no_skips",
            "-c",
            os.devnull,
            "--rootdir",
            tmp_path,
            *processes,
            tmp_path,
        ],
        cwd=ROOT,
        env=plain,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == code, ended.stdout
    assert ("Nothing may be skipped here" in ended.stdout) == ("skip" in body)
