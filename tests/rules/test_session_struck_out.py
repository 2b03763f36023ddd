"""A session recorded in error: it stays and is struck out, the child was not seen in it, and who may say so."""

import pytest
from django.utils import timezone

from cases.models import Case
from emerald.guards import NotYet, NotYours
from interventions.models import Session, StruckOut
from interventions.notes.models.struck_out import strike_out
from tests.factories.children import close
from tests.factories.people import make_user
from tests.factories.sessions import make_missed_session, make_old_session, make_session, make_together
from tests.rules.test_group_sessions import DAY, NOW


def test_a_session_recorded_in_error_stays_struck_out_and_the_child_was_not_seen(case, other, priya):
    make_session(case, by=priya, held_at=NOW() - 9 * DAY)
    mine, hers = make_together(case, other, by=priya)
    strike_out(mine, by=priya, because="She was not there; it was her sister.")
    mine = Session.objects.get(pk=mine.pk)
    assert mine.is_in_error
    assert Case.objects.get(pk=case.pk).last_seen_on == timezone.localdate(NOW() - 9 * DAY)
    assert Case.objects.get(pk=other.pk).last_seen_on == hers.held_on
    assert hers.others_in_the_group() == 0
    assert "as recorded in error." in case.entries.newest_first()[0].sentence


def test_a_child_never_seen_otherwise_was_never_seen(case, priya):
    strike_out(make_session(case, by=priya), by=priya, because="Another child.")
    assert Case.objects.get(pk=case.pk).last_seen_on is None


def test_striking_out_a_missed_session_leaves_when_the_child_was_seen(case, priya):
    seen = make_session(case, by=priya, held_at=NOW() - 2 * DAY)
    strike_out(make_missed_session(case, by=priya), by=priya, because="Twice.")
    assert Case.objects.get(pk=case.pk).last_seen_on == seen.held_on


def test_after_24_hours_only_a_manager_marks_it(case, priya, morag, owen):
    session = make_old_session(case, by=priya)
    for somebody in (priya, owen):
        with pytest.raises(NotYours):
            strike_out(session, by=somebody, because="Twice.")
    assert strike_out(session, by=morag, because="Twice.").by == morag


def test_a_colleague_does_not_mark_it(case, priya, morag, team, ada):
    noor = make_user(role="caseworker", teams=[team])
    case.allocate(noor, part="co_worker", by=morag)
    case.allocate(ada, part="linked", by=morag)
    for somebody in (noor, ada):
        with pytest.raises(NotYours):
            strike_out(make_session(case, by=priya), by=somebody, because="Twice.")
    assert not StruckOut.objects.exists()


def test_it_is_marked_once_with_a_reason_also_on_a_closed_case(case, priya, morag, sunita):
    session = make_session(case, by=priya)
    with pytest.raises(NotYet, match="Say why"):
        strike_out(session, by=priya, because=" ")
    close(case, morag, sunita)
    strike_out(session, by=morag, because="Twice.")
    with pytest.raises(NotYet, match="already"):
        strike_out(session, by=morag, because="Twice.")


def test_the_next_step_and_the_text_of_a_session_in_error_are_left_alone(case, priya, morag, sunita):
    session = make_session(case, by=priya, next_step="Call school")
    strike_out(session, by=priya, because="Twice.")
    session = Session.objects.get()
    with pytest.raises(NotYet, match="recorded in error"):
        session.change_words(by=priya, what_happened="Otherwise.")
    with pytest.raises(NotYet, match="recorded in error"):
        session.finish_next_step(by=priya, on=timezone.localdate(), outcome="Done.")
    close(case, morag, sunita)
    assert Case.objects.get(pk=case.pk).state == "closed"
