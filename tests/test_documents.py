"""What the README names is there, and what it says of roles, states and sign-ins is so."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands

from cases.models.base.states import State
from emerald.accounts.roles import ROLES
from emerald.demo.cast import CAST, PASSWORD

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text()
PATHS = sorted(
    {
        path
        for path in re.findall(r"`([\w./-]+/[\w./-]*|[\w-]+\.(?:py|yml|toml|md))`", README)
        if not path.startswith(("/", "var/"))
    }
)
COMMANDS = sorted(set(re.findall(r"(?:manage\.py|-m emerald) ([a-z]+_[a-z_]+)", README)))
TABLED = re.findall(r"^\| (\S+@emerald\.example) \| ([^|]+) \|", README, re.MULTILINE)


@pytest.mark.parametrize("path", PATHS)
def test_a_place_named_in_the_readme_exists(path):
    assert (ROOT / path).exists()


def test_the_readme_names_places_and_commands_at_all():
    assert len(PATHS) > 15
    assert {"verify_audit", "rebuild_access", "appoint_first"} <= set(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_named_in_the_readme_exists(command):
    assert command in get_commands()


def test_the_picture_of_the_case_page_is_there():
    picture = re.search(r"!\[[^\]]{20,}\]\(([^)]+)\)", README).group(1)
    assert (ROOT / picture).read_bytes().startswith(b"\x89PNG")


def test_the_sign_ins_are_those_of_the_demonstration_one_for_each_role():
    members = {member.email: member for member in CAST if member.may_sign_in}
    assert {role for _, role in TABLED} == {role.title for role in ROLES.values()}
    assert all(members[email].role.title == role for email, role in TABLED)
    assert f"`{PASSWORD}`" in README


def test_every_role_and_every_state_is_explained():
    for role in ROLES.values():
        assert README.count(f"| {role.title} |") == 2
    for state in State:
        assert f"**{state.label}**" in README


def test_every_decision_has_a_number_of_its_own():
    numbers = [path.name[:4] for path in (ROOT / "emerald/decisions").glob("[0-9]*.md")]
    assert sorted(numbers) == [f"{number:04d}" for number in range(1, len(numbers) + 1)]


def test_every_dependency_has_its_reason_beside_it():
    listed = re.findall(r'^  "[a-z][^"]*",(.*)$', (ROOT / "pyproject.toml").read_text(), re.MULTILINE)
    assert len(listed) > 25
    named_by_their_own_name = {"pytest"}
    without = [
        line
        for line in re.findall(r'^  "([a-z][\w-]*)[^"]*",[ \t]*$', (ROOT / "pyproject.toml").read_text(), re.MULTILINE)
        if line not in named_by_their_own_name
    ]
    assert without == []
