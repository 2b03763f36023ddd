"""Types hold in every module. `python3 -m emerald check` asks the same."""

import subprocess
import sys
import tomllib

from emerald.environment_setup import ROOT
from emerald.launcher.checking import ASKED_BESIDE

MYPY = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["mypy"]


def test_no_module_is_left_out():
    assert MYPY["disallow_untyped_defs"]
    assert "overrides" not in MYPY
    assert MYPY["exclude"] == ["/migrations/", "/node_modules/"]


def test_the_check_command_asks_for_the_types_once():
    """It has them checked beside its tests, and leaves out the test that would do it again."""
    assert ASKED_BESIDE[-1] == f"tests/test_types.py::{test_every_module_passes_the_type_check.__name__}"


def test_every_module_passes_the_type_check():
    done = subprocess.run([sys.executable, "-m", "mypy"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
