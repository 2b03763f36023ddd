"""Direct work: who may record it, when it can have been, and what came of its next step (DOMAIN.md sections 1, 2.6)."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from cases.models import Case
from cases.models.access.allocation import Part
from emerald.guards import NotYet, NotYours
from interventions.models import Session
from tests.factories.children import make_case, make_child
from tests.factories.people import make_user
from tests.factories.sessions import make_session

NOW = timezone.localtime  # so many days before are as many days on the calendar, also where the clocks changed
DAY = timedelta(days=1)


def test_the_lead_worker_records_a_session(case, priya):
    session = make_session(case, by=priya, childs_words="I like the canal.")
    assert (session.case, session.recorded_by, session.childs_words) == (case, priya, "I like the canal.")


def test_a_co_worker_records_a_session_too(case, morag, team):
    noor = make_user(role="caseworker", name="Noor Haddad", teams=[team])
    case.allocate(noor, part=Part.CO_WORKER, by=morag)
    assert make_session(case, by=noor).recorded_by == noor


@pytest.mark.parametrize("who", ["morag", "sunita", "owen", "ada"])
def test_nobody_else_records_a_session(case, who, request):
    with pytest.raises(NotYours, match="Ask Morag Ellis"):
        make_session(case, by=request.getfixturevalue(who))
    assert not Session.objects.exists()


def test_a_session_tells_the_case_that_the_child_was_seen(case, priya):
    make_session(case, by=priya, held_at=NOW() - 3 * DAY)
    make_session(case, by=priya, held_at=NOW() - 9 * DAY)
    assert Case.objects.get(pk=case.pk).last_seen_on == timezone.localdate(NOW() - 3 * DAY)


def test_a_session_is_told_in_one_sentence_without_its_text(case, priya):
    held_at = NOW() - DAY
    make_session(case, by=priya, held_at=held_at, place="At school", what_happened="She cried.")
    entry = case.entries.of_kind("direct_work").get()
    assert entry.sentence == "Priya Nair saw the child alone: safety planning (At school)."
    assert (entry.happened_at, entry.needs, entry.page) == (held_at, "hear_of_sessions", "session")


def test_a_session_cannot_be_in_the_future(case, priya):
    with pytest.raises(NotYet, match="cannot be in the future"):
        make_session(case, by=priya, held_at=NOW() + timedelta(hours=1))


def test_a_phones_clock_may_run_a_little_ahead(case, priya):
    assert make_session(case, by=priya, held_at=NOW() + timedelta(minutes=2)).pk


def test_a_session_cannot_be_before_the_case_opened(case, priya):
    with pytest.raises(NotYet, match=r"before the case opened on \d+ \w+ \d{4}"):
        make_session(case, by=priya, held_at=NOW() - 62 * DAY)  # two nights: the clocks may have gone back
    assert make_session(case, by=priya, held_at=NOW() - 60 * DAY).pk


def test_a_session_cannot_be_before_the_child_was_born(morag, priya):
    baby = make_child(date_of_birth=timezone.localdate() - 5 * DAY)
    case = make_case(manager=morag, child=baby, opened_on=timezone.localdate() - 2 * DAY)
    case.allocate(priya, part=Part.LEAD, by=morag)
    with pytest.raises(NotYet, match="before the child was born"):
        make_session(case, by=priya, held_at=NOW() - 9 * DAY)


def test_nothing_is_recorded_on_a_closed_case(case, priya, morag, sunita):
    close(case, morag, sunita)
    with pytest.raises(NotYet, match="This case was closed"):
        make_session(case, by=priya)
    assert not case.sessions.exists()


def test_whoever_worked_a_case_until_it_closed_can_still_read_its_sessions(case, priya, morag, sunita):
    make_session(case, by=priya)
    close(case, morag, sunita)
    assert Case.objects.visible_to(priya, "read_sessions").get() == case


def test_a_next_step_may_lie_in_the_future_but_not_before_the_session(case, priya):
    today = timezone.localdate()
    assert make_session(case, by=priya, next_step="Call school", next_step_on=today + 7 * DAY).pk
    with pytest.raises(NotYet, match="cannot be due before the session"):
        make_session(case, by=priya, next_step="Call school", next_step_on=today - 3 * DAY)


def test_a_day_for_a_next_step_needs_the_next_step(case, priya):
    with pytest.raises(NotYet, match="no next step"):
        make_session(case, by=priya, next_step_on=timezone.localdate())


def test_the_worker_finishes_a_next_step_and_the_chronology_hears_of_it(case, priya):
    session = make_session(case, by=priya, next_step="Call school")
    session.finish_next_step(by=priya, on=timezone.localdate(), outcome="They will change the lift.")
    assert not case.sessions.with_next_step_open().exists()
    assert case.entries.of_kind("direct_work").newest_first()[0].sentence == "Next step after a session was finished."


def test_a_next_step_is_finished_once_and_between_the_session_and_today(case, priya):
    today = timezone.localdate()
    session = make_session(case, by=priya, held_at=NOW() - 3 * DAY, next_step="Call school")
    for day in (today - 5 * DAY, today + DAY):
        with pytest.raises(NotYet, match="must lie between the session and today"):
            session.finish_next_step(by=priya, on=day, outcome="Done.")
    Session.objects.get(pk=session.pk).finish_next_step(by=priya, on=today, outcome="Done.")
    with pytest.raises(NotYet, match="finished already"):
        session.finish_next_step(by=priya, on=today, outcome="Done again.")


def test_a_manager_cannot_finish_a_workers_next_step(case, priya, morag):
    session = make_session(case, by=priya, next_step="Call school")
    with pytest.raises(NotYours):
        session.finish_next_step(by=morag, on=timezone.localdate(), outcome="Done.")


def test_a_case_with_an_open_next_step_cannot_be_closed(case, priya, morag):
    make_session(case, by=priya, next_step="Call school")
    with pytest.raises(NotYet, match="1 next step after direct work not finished yet"):
        case.propose_closure(by=morag, reason="C3", summary="Safer.", views="Glad.")


@pytest.mark.parametrize(
    "nonsense",
    [
        {"next_step_on": "2000-01-01", "next_step": "Call"},
        {"next_step_on": "2090-01-01", "next_step": ""},
        {"next_step_done_on": "2090-01-01"},
        {"held_at": "2090-01-01T12:00Z"},
        {"place": ""},
        {"what_happened": ""},
    ],
)
def test_the_database_refuses_nonsense_too(case, priya, nonsense):
    make_session(case, by=priya, next_step="Call school")
    with pytest.raises(IntegrityError), transaction.atomic():
        case.sessions.update(**nonsense)


def test_a_next_step_on_the_day_of_a_late_evening_session_in_summer_is_not_before_it(case, priya):
    """23:30 in London is 22:30 in UTC; ten minutes past midnight is the day before in UTC. London's day counts."""
    midnight = timezone.localtime().replace(hour=0, minute=10, second=0, microsecond=0) - DAY
    session = make_session(case, by=priya, held_at=midnight, next_step="Call", next_step_on=midnight.date())
    assert session.held_on == session.next_step_on


def close(case, morag, sunita):
    closure = case.propose_closure(by=morag, reason="C3", summary="Safer now.", views="She is glad.")
    closure.approve(by=sunita)
    case.refresh_from_db()
