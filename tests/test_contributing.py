"""What CONTRIBUTING, SECURITY and CHANGELOG name is there, and the glossary explains words that the code has."""

import re

import pytest

from emerald.environment_setup import ROOT
from emerald.launcher.__main__ import USAGE
from emerald.launcher.checking import DEAREST
from emerald.launcher.import_graph import modules

CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text()
SECURITY, CHANGELOG = (ROOT / "SECURITY.md").read_text(), (ROOT / "CHANGELOG.md").read_text()
ALL = CONTRIBUTING + SECURITY + CHANGELOG
PATHS = sorted(set(re.findall(r"`((?:[\w.-]+/)+[\w.-]*|[\w-]+\.(?:toml|md))`", ALL)))
TABLE = CONTRIBUTING.partition("## Glossary")[2].partition("|---|---|")[2]
GLOSSARY = re.findall(r"^\| (\w+) \| ", TABLE, re.MULTILINE)


@pytest.mark.parametrize("path", [path for path in PATHS if not path.startswith("var/")])
def test_a_place_that_is_named_exists(path):
    assert (ROOT / path).exists()


@pytest.mark.parametrize("command", ["run", "test", "check", "picture", "--version", "--quick", "--coverage"])
def test_a_command_that_contributing_names_is_one_of_the_launcher(command):
    assert command in CONTRIBUTING + CHANGELOG
    assert command in USAGE


def test_every_module_at_the_root_of_an_app_is_explained():
    stems = {path.stem for app in ("cases", "perpetrators", "interventions") for path in (ROOT / app).glob("*.py")}
    assert [name for name in sorted(stems - {"__init__"}) if f"`{name}`" not in CONTRIBUTING] == []


def test_contributing_names_the_rules_that_a_check_leaves_to_the_whole_run():
    assert [*ROOT.glob(DEAREST)]
    assert f"`{DEAREST}`" in CONTRIBUTING


def test_the_glossary_is_in_the_order_of_the_alphabet():
    assert len(GLOSSARY) > 40
    assert sorted(GLOSSARY) == GLOSSARY


def test_every_word_of_the_glossary_is_a_word_of_the_code():
    code = " ".join((ROOT / path).read_text() for path in modules().values()).lower()
    assert [word for word in GLOSSARY if not re.search(rf"(?<![a-z]){word}(?![a-z]{{3}})", code)] == []


def test_the_licence_is_the_one_the_project_names():
    assert (ROOT / "LICENSE").read_text().startswith("MIT License")
    assert 'license = "MIT"' in (ROOT / "pyproject.toml").read_text()


def test_what_changes_next_has_its_place_in_the_changelog():
    assert "## Unreleased" in CHANGELOG
