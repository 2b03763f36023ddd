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


def test_it_runs_the_command_the_readme_gives_with_nothing_skipped():
    assert "python3 -m emerald test -p tests.no_skips" in SCRIPT.read_text()


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
