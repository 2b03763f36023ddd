"""Types hold, but for the modules of the list in pyproject.toml. `python3 -m emerald check` asks the same."""

import subprocess
import sys
import tomllib
from fnmatch import fnmatchcase

from emerald.environment_setup import ROOT
from emerald.launcher.checking import ASKED_BESIDE
from emerald.launcher.import_graph import modules

NOT_YET = next(
    table["module"] for table in tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["mypy"]["overrides"]
)


def test_every_module_that_is_not_yet_strict_is_there():
    """A name that ends in .* is a package and all that is in it."""
    assert [each for each in NOT_YET if each.removesuffix(".*") not in modules()] == []


def test_no_door_is_without_strict_types():
    doors = [name for name in modules() if name.endswith(".door")]
    assert doors
    assert [name for name in doors if any(fnmatchcase(name, each) for each in NOT_YET)] == []


def test_the_check_command_asks_for_the_types_once():
    """It has them checked beside its tests, and leaves out the test that would do it again."""
    assert ASKED_BESIDE[-1] == f"tests/test_types.py::{test_all_other_modules_pass_the_type_check.__name__}"


def test_all_other_modules_pass_the_type_check():
    done = subprocess.run([sys.executable, "-m", "mypy"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
