"""`python3 -m emerald test --quick`: the test files that are nearest to what changed.

What changed is what differs from `main`, committed or not. Nearest are the test files that import a changed module;
where none does, those that import a module that imports it, and so on for a few steps. A test file called like what
changed belongs to it as well, because a page is asked by its address and imported by nobody. This is a first look while
one works: only the whole run proves a change.
"""

import subprocess
from collections.abc import Iterable
from pathlib import Path

from emerald.environment_setup import ROOT
from emerald.launcher.import_graph import importers, modules, name_of

STEPS = 3
ALWAYS = ("tests/test_architecture.py", "tests/test_documents.py", "tests/test_style.py")


def nearest_tests() -> list[str]:
    """The test files, as paths from the root, in alphabetical order."""
    return chosen_for(changed_files())


def changed_files() -> list[Path]:
    """Paths from the root: changed since this branch left `main`, or not committed; deleted ones left out."""
    base = _git("merge-base", "HEAD", "main") or ["HEAD"]
    changed = _git("diff", "--name-only", base[0]) + _git("ls-files", "--others", "--exclude-standard")
    return [Path(path) for path in sorted(set(changed)) if (ROOT / path).exists()]


def _git(*arguments: str) -> list[str]:
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S607  git is found on the path
    return done.stdout.split("\n")[:-1] if done.returncode == 0 else []


def chosen_for(paths: Iterable[Path]) -> list[str]:
    found = {Path(path) for path in ALWAYS}
    for path in paths:
        if is_test(path):
            found.add(path)
        elif path.name == "conftest.py":
            found |= {one for one in test_files() if one.is_relative_to(path.parent)}
        else:
            found |= {modules()[test] for name in modules_of(path) for test in tests_near(name)} | named_after(path)
    return sorted(str(path) for path in found if (ROOT / path).exists())


def is_test(path: Path) -> bool:
    return path.parts[0] == "tests" and path.name.startswith("test_") and path.suffix == ".py"


def test_files() -> list[Path]:
    return [path for path in modules().values() if is_test(path)]


def modules_of(path: Path) -> list[str]:
    """The module itself; of a template the modules that name it."""
    if path.suffix == ".py":
        return [name for name in [name_of(path)] if name in modules()]
    if path.parts[0] == "templates":
        said = str(path.relative_to("templates"))
        return [name for name in modules() if f'"{said}"' in (ROOT / modules()[name]).read_text()]
    return []


def tests_near(name: str) -> set[str]:
    """The names of the test modules that the fewest imports lead to; none when they are more than STEPS away."""
    reached, edge = {name}, {name}
    for _ in range(STEPS):
        edge = set[str]().union(*(importers()[one] for one in edge)) - reached
        tests = {one for one in edge if is_test(modules()[one])}
        if tests:
            return tests
        reached |= edge
    return set()


def named_after(path: Path) -> set[Path]:
    """Test files called like the changed one: closure.py, test_closure.py, test_closing_races.py."""
    if path.stem in {"__init__", "apps", "urls"}:
        return set()
    return {one for one in test_files() if all(_among(word, one.stem.split("_")) for word in path.stem.split("_"))}


def _among(word: str, others: Iterable[str]) -> bool:
    """Whether one of the others begins as the word does and is hardly longer or shorter: closure, closing."""
    return any(word[:4] == one[:4] and abs(len(word) - len(one)) < 4 for one in others)
