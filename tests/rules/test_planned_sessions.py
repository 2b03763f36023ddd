"""Planned sessions: who plans, when one may be, what becomes of it, and that a plan never says a child was seen."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from cases.models import Case
from emerald.guards import ChangedMeanwhile, NotYet, NotYours
from interventions.models import PlannedSession, Session
from tests.factories.children import close
from tests.factories.sessions import make_overdue, make_planned, make_session, make_together

NOW = timezone.localtime  # so many days before are as many days on the calendar, also where the clocks changed
DAY = timedelta(days=1)
WRITTEN = {"place": "At school", "work": "safety", "child_seen_alone": True, "what_happened": "We drew a plan."}


def test_a_worker_plans_a_session_and_the_chronology_hears_of_it_for_those_who_read_direct_work(case, priya):
    planned = make_planned(case, by=priya)
    assert list(case.planned_sessions.waiting()) == [planned]
    entry = case.entries.of_kind("direct_work").get()
    assert entry.sentence.startswith("Priya Nair planned a session for ")
    assert (entry.needs, entry.page, entry.page_args["planned"]) == ("read_sessions", "planned_session", planned.pk)


@pytest.mark.parametrize("who", ["morag", "sunita", "owen", "ada"])
def test_nobody_else_plans_puts_off_calls_off_or_records_it(case, priya, who, request):
    planned, somebody = make_planned(case, by=priya), request.getfixturevalue(who)
    for attempt in (
        lambda: make_planned(case, by=somebody),
        lambda: planned.put_off(by=somebody, to=NOW() + 3 * DAY, because="Ill."),
        lambda: planned.call_off(by=somebody, called_off_by="child", because="Ill."),
        lambda: planned.record(by=somebody, held_at=NOW(), **WRITTEN),
    ):
        with pytest.raises(NotYours, match="Ask Morag Ellis"):
            attempt()
    assert PlannedSession.objects.waiting().get() == planned
    assert not Session.objects.exists()


def test_a_planned_session_is_never_held_and_the_child_was_not_seen(case, priya):
    make_overdue(case, by=priya)
    assert not case.sessions.exists()
    assert Case.objects.get(pk=case.pk).last_seen_on is None


@pytest.mark.parametrize(
    ("ahead", "sentence"),
    [
        (-timedelta(minutes=1), "That time has passed"),
        (-400 * DAY, "That time has passed"),
        (367 * DAY, "up to a year ahead"),
        (9999 * DAY, "up to a year ahead"),
    ],
)
def test_a_session_is_planned_for_a_time_to_come_within_a_year(case, priya, ahead, sentence):
    with pytest.raises(NotYet, match=sentence):
        make_planned(case, by=priya, planned_for=NOW() + ahead)
    assert make_planned(case, by=priya, planned_for=NOW() + 365 * DAY).is_waiting


def test_two_sessions_of_one_child_are_not_planned_for_one_moment(case, priya):
    planned = make_planned(case, by=priya)
    with pytest.raises(NotYet, match="planned for that time already"):
        make_planned(case, by=priya, planned_for=planned.planned_for)
    planned.call_off(by=priya, called_off_by="child", because="School trip.")
    assert make_planned(case, by=priya, planned_for=planned.planned_for).is_waiting


def test_nothing_is_planned_on_a_closed_case(case, priya, morag, sunita):
    close(case, morag, sunita)
    with pytest.raises(NotYet, match="Ask a manager to reopen it before you plan direct work"):
        make_planned(case, by=priya)


def test_a_plan_whose_time_passed_waits_as_not_written_up(case, priya):
    late, early = make_overdue(case, by=priya), make_planned(case, by=priya)
    assert list(case.planned_sessions.not_written_up()) == [late]
    assert list(case.planned_sessions.to_come()) == [early]
    assert list(case.planned_sessions.waiting().first_planned_first()) == [late, early]


def test_putting_off_keeps_the_time_it_was_planned_for_and_why(case, priya):
    planned = make_planned(case, by=priya)
    before, then = planned.planned_for, NOW() + 5 * DAY
    planned.put_off(by=priya, to=then, because="School trip.")
    kept = planned.times_put_off.get()
    assert (kept.was_for, kept.put_off_to, kept.because, kept.by) == (before, then, "School trip.", priya)
    assert case.planned_sessions.waiting().get().planned_for == then


def test_a_planned_session_is_put_off_to_a_later_time_with_a_reason(case, priya):
    planned = make_planned(case, by=priya)
    for to, because, sentence in (
        (planned.planned_for, "Ill.", "for that time already"),
        (NOW() - DAY, "Ill.", "That time has passed"),
        (NOW() + 3 * DAY, " ", "Say why"),
    ):
        with pytest.raises(NotYet, match=sentence):
            planned.put_off(by=priya, to=to, because=because)
    assert not planned.times_put_off.exists()


def test_a_page_from_before_it_was_put_off_is_overtaken(case, priya):
    planned = make_planned(case, by=priya)
    PlannedSession.objects.get().put_off(by=priya, to=NOW() + 3 * DAY, because="Ill.")
    with pytest.raises(ChangedMeanwhile, match="was put off to"):
        planned.call_off(by=priya, called_off_by="child", because="Ill.", version=1)
    assert PlannedSession.objects.get().is_waiting


def test_calling_off_says_who_and_why_and_is_told(case, priya):
    planned = make_planned(case, by=priya)
    with pytest.raises(NotYet, match="Say why it was called off"):
        planned.call_off(by=priya, called_off_by="carer", because="")
    planned.call_off(by=priya, called_off_by="carer", because="Hospital. New day agreed.")
    assert not case.planned_sessions.waiting().exists()
    assert "was called off by a parent or carer." in case.entries.newest_first()[0].sentence


def test_recording_ties_the_session_to_the_plan_and_then_the_child_was_seen(case, priya):
    planned = make_overdue(case, by=priya)
    session = planned.record(by=priya, held_at=NOW() - timedelta(hours=2), **WRITTEN)
    assert (session.plan, PlannedSession.objects.get().session) == (planned, session)
    assert Case.objects.get(pk=case.pk).last_seen_on == session.held_on


def test_a_plan_is_recorded_as_missed_too_and_then_no_longer_waits(case, priya):
    session = make_overdue(case, by=priya).record(
        by=priya,
        held_at=NOW() - timedelta(hours=3),
        place="At school",
        work="safety",
        attendance="did_not_attend",
        why_not_held="No bus ran. I rang her aunt.",
    )
    assert not case.planned_sessions.waiting().exists()
    assert (session.is_held, Case.objects.get(pk=case.pk).last_seen_on) == (False, None)


def test_a_refused_recording_leaves_the_plan_waiting(case, priya):
    planned = make_overdue(case, by=priya)
    with pytest.raises(NotYet, match="Say what happened"):
        planned.record(by=priya, held_at=NOW(), place="At school", work="safety", child_seen_alone=True)
    assert PlannedSession.objects.get().is_waiting


@pytest.mark.parametrize("resolve", ["record", "call_off"])
def test_a_planned_session_has_one_outcome_for_good(case, priya, resolve):
    planned = make_planned(case, by=priya)
    if resolve == "record":
        planned.record(by=priya, held_at=NOW(), **WRITTEN)
    else:
        planned.call_off(by=priya, called_off_by="child", because="Ill.")
    for again in (
        lambda: planned.record(by=priya, held_at=NOW(), **WRITTEN),
        lambda: planned.call_off(by=priya, called_off_by="child", because="Ill."),
        lambda: planned.put_off(by=priya, to=NOW() + 3 * DAY, because="Ill."),
    ):
        with pytest.raises(NotYet, match="already"):
            again()
    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        PlannedSession.objects.update(outcome="waiting", session=None, resolved_by=None, resolved_at=None)


def test_a_case_with_a_planned_session_is_not_closed_until_it_is_dealt_with(case, priya, morag, sunita):
    planned = make_planned(case, by=priya)
    with pytest.raises(NotYet, match="1 planned session neither recorded nor called off yet"):
        close(case, morag, sunita)
    planned.call_off(by=priya, called_off_by="worker", because="We have said goodbye.")
    close(case, morag, sunita)
    assert Case.objects.get(pk=case.pk).state == "closed"


def test_a_session_planned_after_the_closure_was_proposed_holds_it_up(case, priya, morag, sunita):
    closure = case.propose_closure(by=morag, reason="C3", summary="Safer now.", views="She is glad.")
    make_planned(case, by=priya)
    with pytest.raises(NotYet, match="neither recorded nor called off"):
        closure.approve(by=sunita)


def test_plans_of_all_children_for_the_moment_are_recorded_with_the_group(case, other, priya):
    planned = make_overdue(case, by=priya)
    theirs = make_overdue(other, by=priya)
    PlannedSession.objects.filter(pk=theirs.pk).update(planned_for=planned.planned_for)
    later = make_planned(other, by=priya)
    mine, her = make_together(case, other, by=priya, planned=planned)
    assert (mine.plan, her.plan) == (planned, theirs)
    assert list(PlannedSession.objects.waiting()) == [later]


@pytest.mark.parametrize(
    "nonsense",
    [
        {"place": ""},
        {"planned_for": "2001-01-01T12:00Z"},
        {"outcome": "called_off"},
        {"outcome": "recorded"},
        {"why_called_off": "Ill."},
        {"outcome": "nonsense"},
    ],
)
def test_the_database_refuses_nonsense_too(case, priya, nonsense):
    make_planned(case, by=priya)
    with pytest.raises(IntegrityError), transaction.atomic():
        case.planned_sessions.update(**nonsense)


def test_a_session_that_was_not_planned_has_no_plan(case, priya):
    assert not hasattr(make_session(case, by=priya), "plan")
