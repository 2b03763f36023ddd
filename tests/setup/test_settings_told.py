"""Every setting the code reads is in the example, in Compose and in the operator's guide, with the same default."""

import ast
import re

import pytest

from emerald.environment_setup import ROOT
from tests.setup.test_compose import COMPOSE, DOCKERFILE, EXAMPLE
from tests.test_architecture import SOURCES

PAST_THE_READER = r"\bgetenv\b|environ\[[^\]]*\](?! = )|from os import|env import (?!MissingSetting|MAKE_A_KEY|Mode)"
READERS = {"required", "server", "flag", "words", "number", "keys", "said", "text", "one_of", "seconds"}
FOR_OTHERS = {"EMERALD_EMBEDDED", "EMERALD_DEBUG", "EMERALD_REQUIRE_SECOND_FACTOR", "EMERALD_TESTS_OWN_DATABASE"}
# Compose gives them a value of its own, so that nobody can get them wrong in `.env`.
SET_BY_COMPOSE = {"EMERALD_MODE", "DATABASE_URL", "REDIS_URL", "FILES_ROOT", "AUDIT_SEAL_FILE"}
SET_BY_THE_IMAGE = {"EMERALD_METRICS_FOLDER", "EMERALD_WORKER_ALIVE"}
ELSEWHERE = FOR_OTHERS | SET_BY_COMPOSE | SET_BY_THE_IMAGE

GUIDE = (ROOT / "emerald/docs/OPERATING.md").read_text().partition("## Settings")[2].partition("\n## ")[0]
TABLE = dict(re.findall(r"^\| `([A-Z_]+)` \| [^|]+ \| ([^|]+) \| [^|]+ \|$", GUIDE, re.MULTILINE))
OTHERS = set(re.findall(r"^\| `([A-Z_]+)` \| [^|]+ \|$", GUIDE, re.MULTILINE))
EXAMPLES = dict(re.findall(r"^([A-Z_]+)=(.*)$", EXAMPLE, re.MULTILINE))
ENVIRONMENT = COMPOSE["x-emerald"]["environment"]
# What Compose reads for itself.
OF_COMPOSE = set(re.findall(r"`([A-Z_]+)`", GUIDE.partition("\nCompose itself reads")[2]))


def read_by(tree):
    """Name of a setting -> its default as the code says it, or None where it says none or reckons it."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not node.args or not isinstance(node.args[0], ast.Constant):
            continue
        if isinstance(node.func, ast.Attribute) and _is_a_reader(node.func):
            defaults = [given.value for given in node.keywords if given.arg == "default"]
            constant = [value.value for value in defaults if isinstance(value, ast.Constant)]
            yield node.args[0].value, constant[0] if constant else None


def _is_a_reader(function):
    """`env.flag(…)`, or `os.environ.get(…)`."""
    of = function.value
    return (isinstance(of, ast.Name) and of.id == "env" and function.attr in READERS) or (
        isinstance(of, ast.Attribute) and of.attr == "environ" and function.attr == "get"
    )


READ = {
    name: default
    for path in SOURCES
    if "launcher" not in path.parts and path.name != "environment_setup.py"
    for name, default in read_by(ast.parse(path.read_text()))
}
WORDS = {True: "yes", False: "no"}


def test_the_reader_of_the_code_finds_each_way_of_reading():
    tree = ast.parse("env.number('A', default=3)\nenv.flag('B', default=X)\nos.environ.get('C', '')\nfoo.get('D')")
    assert dict(read_by(tree)) == {"A": 3, "B": None, "C": None}
    assert len(READ) > 35


def test_nothing_is_read_from_the_environment_past_the_reader():
    """A new way of reading would be one that this test does not see."""
    elsewhere = {
        str(path.relative_to(ROOT))
        for path in SOURCES
        if re.search(PAST_THE_READER, path.read_text()) and "launcher" not in path.parts
    }
    assert elsewhere == set()


def test_the_guide_has_a_row_for_each_setting_and_for_nothing_else():
    assert set(TABLE) | OTHERS == set(READ)
    assert OTHERS == FOR_OTHERS


def test_the_example_has_each_setting_that_production_may_choose():
    assert set(EXAMPLES) == set(READ) - ELSEWHERE | OF_COMPOSE


def test_the_image_sets_what_compose_does_not():
    assert [name for name in SET_BY_THE_IMAGE if not re.search(rf"^\s+{name}=/", DOCKERFILE, re.MULTILINE)] == []


def test_compose_hands_each_setting_on():
    assert set(ENVIRONMENT) == set(READ) - FOR_OTHERS - SET_BY_THE_IMAGE | {"WEB_CONCURRENCY"}
    for name in set(ENVIRONMENT) - SET_BY_COMPOSE:
        assert f"${{{name}:" in ENVIRONMENT[name]
    for name in SET_BY_COMPOSE:
        assert f"${{{name}" not in ENVIRONMENT[name]


@pytest.mark.parametrize("name", sorted(set(READ) - ELSEWHERE))
def test_what_the_example_compose_and_the_guide_say_without_it_is_what_the_code_does(name):
    compose = re.match(rf"\$\{{{name}:([-?])([^}}]*)\}}", ENVIRONMENT[name])
    assert EXAMPLES[name] == (compose[2] if compose[1] == "-" else "")
    said = WORDS.get(READ[name], READ[name])
    if isinstance(READ[name], bool | int):
        assert EXAMPLES[name] == str(said)
    if EXAMPLES[name]:
        assert TABLE[name] == EXAMPLES[name]
    if compose[1] == "?":
        assert TABLE[name].startswith("required")
