"""What the house does in one way: each rule names the place where it is done, and no other place does it too."""

import re
from datetime import timedelta

import pytest
from django.http import QueryDict
from django.utils import timezone

from emerald.day_rules import problem_in_future, why_before, why_in_future, why_in_past
from emerald.paging import asking, key_in
from tests.days import Later
from tests.test_architecture import SOURCES, name_of

# {what no other module may have: those that have it, and why}
ONCE = {
    r"request\.POST or None": {},  # takes an empty post for no post: `emerald.drafts.autosave.answers`
    r"\bversion != self\.version\b": {"emerald.versioned"},
    r"cannot be in the (future|past)\.": {
        "emerald.day_rules",
        "interventions.notes.models.rules",
    },  # the second of moments
    # `emerald.words`; the others tell the seconds, or the hour in UTC, or run before Django.
    r":%-d|:%A %-d": {"emerald.audit.models.seal", "emerald.audit.verify_traces", "emerald.launcher.shifted_clock"},
    r"f[\"']/(cases|persons|places|measures)/": {},  # `reverse`
    r"\bdef _ask\b": {
        "emerald.audit.transaction_clock",
        "emerald.audit.verify_structure",
        "emerald.reminders.due_list",
    },  # databases
}


@pytest.mark.parametrize("way", ONCE)
def test_what_the_house_does_is_done_in_one_way(way):
    found = {name_of(path) for path in SOURCES if re.search(way, path.read_text())}
    assert found <= set(ONCE[way])


def test_the_next_page_keeps_every_answer_of_a_filter_and_begins_after_its_key():
    asked = QueryDict("kind=details&kind=review&after=3")
    assert asking(asked, after=9) == "?kind=details&kind=review&after=9"
    assert asking(asked) == "?kind=details&kind=review"


@pytest.mark.parametrize("said", ["", "nonsense", "-1", "9" * 40, "\x00", "1; DROP TABLE", "١", "2026-01-01_5"])
def test_a_key_that_is_nonsense_is_none(said):
    assert key_in({"after": said}) is None


@pytest.mark.parametrize(
    ("days", "future", "past"), [(1, True, False), (0, False, False), (-1, False, True), (None, False, False)]
)
def test_today_is_neither_ahead_nor_over(days, future, past):
    day = None if days is None else timezone.localdate() + timedelta(days=days)
    assert bool(why_in_future(day)) is bool(problem_in_future("on", day)) is future
    assert bool(why_in_past(day)) is past


@pytest.mark.parametrize("day", [None, Later(timezone.localdate)])
def test_the_earliest_day_itself_is_allowed(day):
    assert why_before(day, timezone.localdate(), "the case opened") == []
