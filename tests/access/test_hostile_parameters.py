"""Nothing that stands behind the question mark of an address makes a page fail, whoever asks."""

from itertools import cycle

import pytest

from tests.access.pages import PAGES, address_of
from tests.access.test_hostile_addresses import ask, browser_of, wrong_answer
from tests.factories.people import make_user
from tests.house import case, house, morag, priya, sunita, team, world

__all__ = ["ask", "browser_of", "case", "house", "morag", "priya", "sunita", "team", "world"]

HOSTILE = [
    "0",
    "-1",
    "9" * 20,
    "9" * 5000,
    "1e9",
    "x" * 5000,
    "\0",
    "a\0b",
    "'",
    "%",
    "%00",
    "((((",
    "- " * 33,
    "٤٢",
    "2026-02-30",
    "9999-12-31",
    "0001-01-01",
    "2026-03-01_" + "9" * 30,
    "../../etc/passwd",
    "<script>",
    "=1+1",
    "\u202e",
    "2026-03-01_1",
    "None",
    "[]",
]


ASKED_BY = [
    "before",
    "after",
    "page",
    "on",
    "status",
    "draft",
    "person",
    "children",
    "steps",
    "q",
    "text",
    "kind",
    "since",
    "until",
    "from",
    "to",
    "day",
    "team",
    "worker",
    "subject",
    "verb",
    "outcome",
    "actor",
    "reference",
    "next",
    "ended",
    "sort",
    "order",
    "role",
    "level",
    "which",
    "state",
    "area",
    "officer",
    "legal_status",
    "period",
    "starts",
    "ends",
    "starts_0",
    "starts_1",
    "starts_2",
    "on_0",
    "on_1",
    "on_2",
    "since_0",
    "since_1",
    "since_2",
    "until_0",
    "until_1",
    "until_2",
]


def pages_that_are_asked():
    """A form looks at nothing behind the question mark but the draft to carry on with, and at the day of an export."""
    return [
        page for page in PAGES if page.methods == ("GET",) or "export" in page.name or page.name == "record_session"
    ]


@pytest.mark.parametrize("role", ["service_manager", "police_liaison", "system_administrator"])
def test_nothing_asked_behind_the_question_mark_makes_any_page_fail(role, world, team, ask, browser_of):
    """Every name at once carries the same nonsense; each page gets three kinds, the next page the next three."""
    browser, wrong = browser_of(make_user(role=role, teams=[team])), []
    turn = cycle(HOSTILE)
    for page in pages_that_are_asked():
        for said in [next(turn) for _ in range(3)]:
            status, refused = ask(browser, "GET", address_of(page, world), dict.fromkeys(ASKED_BY, said))
            if bad := wrong_answer(status, refused):
                wrong.append(f"{page.name}?…={said[:30]!r}: {bad}")
            if status in (403, 404, 405):
                break  # the door is before every question
    assert not wrong, "\n".join(wrong)
