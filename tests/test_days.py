"""No test depends on the day it runs on: none asks what day it is before it runs, and no date moves to another year
with the day it has, because 29 February does not."""

import ast
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.days import LONDON, an_hour_ago, standing_at
from tests.test_architecture import ROOT, SOURCES

TESTS = sorted((ROOT / "tests").rglob("*.py"))
ASKS_THE_TIME = {
    "timezone": {"localdate", "localtime", "now"},
    "datetime": {"now", "today", "utcnow"},
    "date": {"today"},
    "time": {"time", "localtime", "gmtime"},
    "clock": {"now"},
}
NAMES = {"TODAY", "NOW", "days_ago", "localdate", "now", "tomorrow"}
# The year in which the children of the tests were born: a run that passes New Year goes on with the one it began with.
BORN = "tests/factories/children.py"


def asks_the_time(node):
    """Whether this call asks what day or hour it is."""
    if not isinstance(node, ast.Call):
        return False
    if isinstance(node.func, ast.Name):
        return node.func.id in NAMES
    if not isinstance(node.func, ast.Attribute):
        return False
    of = node.func.value
    return node.func.attr in ASKS_THE_TIME.get(getattr(of, "id", getattr(of, "attr", "")), ())


def at_import(node):
    """What is worked out while the file is read: not the bodies of functions, but their decorators and defaults."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Lambda):
            continue
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            for part in (*child.decorator_list, child.args):
                yield from (part, *at_import(part))
            continue
        yield child
        yield from at_import(child)


def moves_a_date(node):
    """Whether this call gives a date another year or month and leaves it the day it has."""
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "replace"
        and {"year", "month"} & (said := {word.arg for word in node.keywords})
        and "day" not in said
    )


@dataclass(frozen=True)
class Read:
    """The lines of a file, read once, that each of the two rules is about."""

    asked: list
    moved: list


@cache
def read(path):
    tree = ast.parse(path.read_text())
    return Read(
        asked=[f"line {node.lineno}" for node in at_import(tree) if asks_the_time(node)],
        moved=[f"line {node.lineno}" for node in ast.walk(tree) if moves_a_date(node)],
    )


def named(path):
    return str(Path(path).relative_to(ROOT))


@pytest.mark.parametrize("path", [path for path in TESTS if path != ROOT / BORN], ids=named)
def test_nothing_asks_what_day_it_is_while_it_is_read(path):
    """A run that passes midnight would go on with yesterday."""
    assert not read(path).asked


@pytest.mark.parametrize("path", [*TESTS, *SOURCES], ids=named)
def test_a_date_moved_to_another_year_or_month_says_which_day(path):
    assert not read(path).moved


@pytest.mark.parametrize(
    ("source", "wrong"),
    [
        ("SOON = timezone.localdate() + DAY", True),
        ("def f(day=timezone.localdate()): pass", True),
        ("@pytest.mark.parametrize('day', [days_ago(3)])\ndef f(day): pass", True),
        ("class A:\n    day = datetime.date.today()", True),
        ("TODAY = timezone.localdate", False),
        ("soon = lambda: timezone.localdate() + DAY", False),
        ("def f():\n    return timezone.now()", False),
        ("@pytest.mark.parametrize('day', [lambda: days_ago(3)])\ndef f(day): pass", False),
    ],
)
def test_the_first_of_these_rules_sees_what_it_should(source, wrong):
    assert any(map(asks_the_time, at_import(ast.parse(source)))) == wrong


@pytest.mark.parametrize(("hour", "minute", "then"), [(0, 10, (0, 0)), (1, 0, (0, 0)), (12, 30, (11, 30))])
def test_an_hour_ago_is_not_before_the_case_opened(hour, minute, then):
    moment = datetime(2027, 1, 1, tzinfo=LONDON)
    with standing_at(moment.replace(hour=hour, minute=minute)):
        opened_today = an_hour_ago(SimpleNamespace(opened_on=date(2027, 1, 1)))
        assert opened_today == moment.replace(hour=then[0], minute=then[1])
        assert an_hour_ago() == an_hour_ago(SimpleNamespace(opened_on=date(2026, 12, 1)), None)
        assert an_hour_ago() == moment.replace(hour=hour, minute=minute) - timedelta(hours=1)
