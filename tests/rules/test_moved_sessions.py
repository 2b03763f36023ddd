"""What a session has that a contact has not, when it is moved: a shared part, a plan, a mark of error; pins."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from cases.models import Case
from emerald.accounts.permissions import Right
from emerald.guards import NotYet
from interventions.models import Session
from interventions.notes.models.struck_out import strike_out
from interventions.search.queries import Wanted, find_notes
from tests.factories.children import make_case
from tests.factories.contacts import make_contact
from tests.factories.sessions import make_missed_session, make_overdue, make_session, make_together, part
from tests.rules.test_moved_notes import move

READS = {Right.SEE_CASE, Right.HEAR_OF_SESSIONS, Right.READ_SESSIONS}


@pytest.fixture
def right(morag, priya):
    """Another child's case in the same team, with the same worker."""
    return make_case(manager=morag, lead=priya)


@pytest.fixture
def third(morag, priya):
    return make_case(manager=morag, lead=priya)


def now_of(model, one):
    return model.objects.get(pk=one.pk)


def test_nobody_marks_as_an_error_a_session_that_was_moved_meanwhile(case, right, priya, morag):
    session = make_session(case, by=priya)
    stale = Session.objects.select_related("case").get(pk=session.pk)
    move(session, right, morag)
    with pytest.raises(NotYet, match="was moved to the case it belongs to"):
        strike_out(stale, by=priya, because="Wrong child.")


def test_a_child_s_part_of_a_group_is_moved_alone_and_keeps_what_was_written_for_all(case, right, third, priya, morag):
    mine, other = make_together(case, third, by=priya, parts={case: part(what_happened="She drew a lighthouse.")})
    move(mine, right, morag)
    mine = now_of(Session, mine)
    assert (mine.case, mine.group.what_happened) == (right, "We drew a map of the town.")
    assert now_of(Session, other).case == third
    assert [one.case for one in other.sessions_of_others(priya)] == [right]
    found = find_notes(Wanted(words="map"), by=priya).notes
    assert {one.case for one in found} == {right, third}


def test_the_shared_words_are_found_on_the_right_case_and_on_the_wrong_one_no_more(case, right, third, priya, morag):
    mine, _ = make_together(case, third, by=priya)
    move(mine, right, morag)
    assert case.reference not in {one.case.reference for one in find_notes(Wanted(words="map"), by=morag).notes}


def test_a_child_is_not_twice_in_one_group(case, right, priya, morag):
    mine, theirs = make_together(case, right, by=priya)
    with pytest.raises(NotYet, match="has its own part of this session with several children already"):
        move(mine, right, morag)
    assert now_of(Session, mine).case == case
    strike_out(theirs, by=priya, because="She was not there.")
    move(mine, right, morag)
    assert now_of(Session, mine).case == right


def test_a_plan_stays_resolved_on_the_case_it_was_made_for_and_leads_nowhere(case, right, priya, morag, signed_in):
    Case.objects.all().update(opened_on=timezone.localdate() - timedelta(days=9))
    planned = make_overdue(case, by=priya)
    session = planned.record(
        by=priya,
        held_at=planned.planned_for,
        place="At school",
        work="safety",
        child_seen_alone=True,
        what_happened="We walked.",
        late_reason="Leave.",
    )
    assert not planned.was_moved_away
    move(session, right, morag)
    planned = case.planned_sessions.of_key(planned.pk)
    assert (planned.outcome, planned.session, planned.was_moved_away) == ("recorded", session, True)
    page = signed_in(priya).get(f"/cases/{case.reference}/sessions/planned/{planned.pk}/").text
    assert "moved to another case" in page
    assert f"/sessions/{session.pk}/" not in page
    assert right.reference not in page
    on_the_right_case = signed_in(priya).get(f"/cases/{right.reference}/sessions/{session.pk}/").text
    assert f"/planned/{planned.pk}/" not in on_the_right_case
    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        case.planned_sessions.update(case=right)


def test_a_session_recorded_in_error_is_moved_too_and_never_says_that_the_child_was_seen(case, right, priya, morag):
    session = make_session(case, by=priya, next_step="Ring her aunt")
    strike_out(session, by=priya, because="Another child of that name.")
    move(session, right, morag)
    assert now_of(Session, session).is_in_error
    assert {one.last_seen_on for one in Case.objects.filter(pk__in=[case.pk, right.pk])} == {None}
    assert not right.sessions.with_next_step_open().exists()


def test_what_was_significant_stays_so_on_the_right_case_and_the_line_left_behind_is_not(case, right, priya, morag):
    session = make_missed_session(case, by=priya)
    move(session, right, morag)
    kept, gone = (one.entries.readable_with(READS).of_kind("direct_work") for one in (right, case))
    assert [one.is_significant for one in kept.significant()] == [True]
    assert [one.is_significant for one in gone] == [False]


@pytest.mark.parametrize("make", [make_session, make_contact])
def test_a_pinned_line_about_a_moved_note_is_neither_pinned_printed_packed_nor_counted(
    case, right, priya, morag, signed_in, make
):
    note = make(case, by=priya)
    line = case.entries.of_kind(note.chronicle_kind).get()
    case.pin(line, by=priya, note="Says much about home.")
    move(note, right, morag)
    assert case.pins_for(READS) == []
    readable = case.entries.readable_with(READS)
    assert not readable.pinned().exists()
    assert readable.of_kind(note.chronicle_kind).count() == 1
    for page in ("", "chronology/", "chronology/print/", "packs/new/"):
        answer = signed_in(morag).get(f"/cases/{case.reference}/{page}")
        assert answer.status_code == 200, page
        assert "Says much about home." not in answer.text
        assert line.sentence not in answer.text
