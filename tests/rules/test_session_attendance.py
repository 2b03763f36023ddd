"""Sessions that were held, cancelled or missed, and sessions recorded late (DOMAIN.md section 2.6)."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from cases.models import Case
from emerald.guards import NotYet
from interventions.models import Session
from tests.days import standing_at
from tests.factories.sessions import make_missed_session, make_session

LONDON = ZoneInfo("Europe/London")


def told(case):
    return case.entries.of_kind("direct_work").get().sentence


def test_only_a_held_session_says_that_the_child_was_seen(case, priya):
    seen = make_session(case, by=priya, held_at=timezone.now() - timedelta(days=5))
    make_missed_session(case, by=priya)
    assert Case.objects.get(pk=case.pk).last_seen_on == seen.held_on


def test_a_missed_session_is_told_as_one(case, priya):
    make_missed_session(case, by=priya)
    assert told(case) == "Priya Nair offered a session; the child did not attend."


@pytest.mark.parametrize(
    ("whom", "sentence"),
    [
        ("child", "Priya Nair offered a session; the child cancelled it."),
        ("carer", "Priya Nair offered a session; a parent or carer cancelled it."),
        ("worker", "Priya Nair offered a session; the worker cancelled it."),
        ("other", "Priya Nair offered a session; somebody else cancelled it."),
    ],
)
def test_a_cancelled_session_is_told_with_who_cancelled_it(case, priya, whom, sentence):
    make_missed_session(case, by=priya, attendance="cancelled", cancelled_by=whom)
    assert told(case) == sentence


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"why_not_held": ""}, "Say why the session did not take place"),
        ({"attendance": "cancelled"}, "Say who cancelled the session"),
        ({"cancelled_by": "carer"}, "Only a cancelled session was cancelled"),
        ({"what_happened": "We talked."}, "belong to a session that took place"),
        ({"childs_words": "Hello"}, "belong to a session that took place"),
        ({"length_minutes": 30}, "belong to a session that took place"),
    ],
)
def test_what_a_session_not_held_must_and_must_not_say(case, priya, facts, sentence):
    with pytest.raises(NotYet, match=sentence):
        make_missed_session(case, by=priya, **facts)
    assert not case.sessions.exists()


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"child_seen_alone": None}, "Say whether you saw the child alone"),
        ({"what_happened": ""}, "Say what happened"),
        ({"why_not_held": "Rain"}, "was not cancelled"),
        ({"cancelled_by": "child"}, "was not cancelled"),
    ],
)
def test_what_a_held_session_must_and_must_not_say(case, priya, facts, sentence):
    with pytest.raises(NotYet, match=sentence):
        make_session(case, by=priya, **facts)


@pytest.mark.parametrize(
    "nonsense",
    [
        {"attendance": "did_not_attend"},
        {"child_seen_alone": None},
        {"what_happened": ""},
        {"why_not_held": "Rain"},
        {"cancelled_by": "child"},
        {"length_minutes": 0},
        {"length_minutes": 1441},
        {"attendance": "perhaps"},
    ],
)
def test_the_database_holds_the_same_of_a_held_session(case, priya, nonsense):
    make_session(case, by=priya)
    with pytest.raises(IntegrityError), transaction.atomic():
        case.sessions.update(**nonsense)


@pytest.mark.parametrize(
    "nonsense",
    [
        {"why_not_held": ""},
        {"child_seen_alone": False},
        {"what_happened": "x"},
        {"childs_words": "x"},
        {"attendance": "cancelled"},
        {"attendance": "held"},
        {"length_minutes": 5},
        {"cancelled_by": "carer"},
    ],
)
def test_the_database_holds_the_same_of_a_missed_session(case, priya, nonsense):
    make_missed_session(case, by=priya)
    with pytest.raises(IntegrityError), transaction.atomic():
        case.sessions.update(**nonsense)


def test_a_next_step_after_a_missed_session_keeps_the_case_from_closing(case, priya, morag):
    make_missed_session(case, by=priya, next_step="Offer another time")
    with pytest.raises(NotYet, match="1 next step after direct work not finished yet"):
        case.propose_closure(by=morag, reason="C3", summary="Safer.", views="Glad.")


def held_ago(working_days):
    """A moment whose day is that many working days before today, counted one by one."""
    moment = timezone.now() - timedelta(minutes=5)
    while Session(held_at=moment, recorded_at=timezone.now()).recorded_working_days_after < working_days:
        moment -= timedelta(days=1)
    return moment


def test_two_working_days_are_in_time_and_the_third_asks_why(case, priya):
    in_time = make_session(case, by=priya, held_at=held_ago(2), late_reason="")
    assert not in_time.is_recorded_late
    with pytest.raises(NotYet, match=r"The session was 3 working days ago\. Enter why it is recorded late\."):
        make_session(case, by=priya, held_at=held_ago(3), late_reason="  ")
    late = make_session(case, by=priya, held_at=held_ago(3), late_reason="I was ill.")
    assert (late.is_recorded_late, late.recorded_working_days_after) == (True, 3)


def test_a_weekend_does_not_count():
    """Held on Friday evening, written up on Tuesday night: the second working day."""
    tuesday = datetime(2026, 11, 17, 23, 30, tzinfo=LONDON)
    friday = tuesday - timedelta(days=4)
    assert Session(held_at=friday, recorded_at=tuesday).recorded_working_days_after == 2


def test_christmas_does_not_count_and_london_says_which_day_it_is():
    held = datetime(2026, 12, 24, 23, 30, tzinfo=LONDON)
    with standing_at(datetime(2026, 12, 30, 0, 10, tzinfo=LONDON)):
        assert Session(held_at=held, recorded_at=timezone.now()).recorded_working_days_after == 2
