"""A note on the wrong case is moved to the right one: who may, what goes along, what stays, and what is refused."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from cases.models import Case, ChronologyRemoval
from cases.models.access.allocation import Part
from emerald.accounts.permissions import Right
from emerald.drafts.models import Draft
from emerald.guards import NotYet, NotYours
from interventions.models import Contact, Move, Session
from interventions.notes.models.moved import NOT_THERE
from tests.access.racing import race
from tests.days import standing_at
from tests.factories.children import make_case
from tests.factories.contacts import make_contact, make_old_contact
from tests.factories.people import make_user
from tests.factories.sessions import make_old_session, make_session

MAKE = [make_session, make_contact]
OLD = [make_old_session, make_old_contact]
HEARS = {Right.SEE_CASE, Right.HEAR_OF_SESSIONS}


@pytest.fixture
def right(morag, priya):
    """Another child's case in the same team, with the same worker."""
    return make_case(manager=morag, lead=priya)


def move(note, to, by, because="Two children of one name."):
    return note.move(to_reference=to.reference, because=because, by=by)


def told(case):
    return [
        entry.sentence
        for entry in case.entries.readable_with(HEARS).newest_first()
        if entry.kind in ("direct_work", "contact")
    ]


@pytest.mark.parametrize("make", [*MAKE, *OLD])
def test_the_note_leaves_the_wrong_case_and_stands_on_the_right_one_locked_or_not(case, right, priya, morag, make):
    note = make(case, by=priya)
    made = move(note, right, morag)
    assert type(note).objects.get(pk=note.pk).case == right
    assert (made.from_case, made.to_case, made.moved_by, made.because) == (
        case,
        right,
        morag,
        "Two children of one name.",
    )
    assert not case.sessions.exists()
    assert not case.contacts.exists()


@pytest.mark.parametrize("make", MAKE)
def test_addenda_and_earlier_versions_go_along(case, right, priya, morag, make):
    note = make(case, by=priya)
    note.change_words(by=priya, analysis="Better.")
    note.add("More.", by=priya)
    move(note, right, morag)
    note = type(note).objects.get(pk=note.pk)
    assert [one.text for one in note.addenda.all()] == ["More."]
    assert [one.analysis for one in note.earlier_versions] == [""]


@pytest.mark.parametrize("make", MAKE)
def test_the_wrong_chronology_tells_only_that_something_was_filed_here_by_mistake(case, right, priya, morag, make):
    note = make(case, by=priya)
    note.add("More.", by=priya)
    before = told(case)
    move(note, right, morag)
    day = f"{timezone.localdate():%-d %B %Y}"
    assert told(case) == [f"Filed here by mistake and moved on {day} by Morag Ellis."]
    assert sorted(told(right)) == sorted([*before, f"A {note.called} filed elsewhere by mistake was moved here."])
    line = case.entries.readable_with(HEARS).of_kind(note.chronicle_kind).get()
    assert right.reference not in str(line.page_args) + line.sentence


def test_what_was_told_stays_as_evidence_and_its_removal_too(case, right, priya, morag):
    note = make_session(case, by=priya)
    move(note, right, morag)
    assert case.entries.filter(page_args__session=note.pk).exists()
    for change in (lambda: ChronologyRemoval.objects.all().delete(), lambda: Move.objects.update(because="x")):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_the_chronology_of_the_right_case_has_each_line_on_its_own_day(case, right, priya, morag):
    note = make_old_session(case, by=priya, hours=50)
    Case.objects.filter(pk=right.pk).update(opened_on=timezone.localdate() - timedelta(days=9))
    recorded_at = case.entries.of_kind("direct_work").get().recorded_at
    move(note, right, morag)
    entry = right.entries.of_kind("direct_work").newest_first().last()
    assert (entry.happened_at, entry.recorded_at, entry.recorded_by) == (note.held_at, recorded_at, priya)
    assert entry.page_args == {"reference": right.reference, "session": note.pk}


def test_when_the_child_was_last_seen_is_worked_out_again_on_both(case, right, priya, morag):
    Case.objects.all().update(opened_on=timezone.localdate() - timedelta(days=20))
    ago = [timezone.now() - timedelta(days=days) for days in (9, 2)]
    make_session(case, by=priya, held_at=ago[0])
    wrong = make_session(case, by=priya, held_at=ago[1])
    move(wrong, right, morag)
    seen = {one.pk: one.last_seen_on for one in Case.objects.all()}
    assert seen == {case.pk: timezone.localdate(ago[0]), right.pk: timezone.localdate(ago[1])}
    move(wrong, case, morag)
    assert Case.objects.get(pk=right.pk).last_seen_on is None


def test_what_somebody_began_to_write_goes_along_for_those_who_see_the_right_case(case, right, priya, morag, team):
    noor = make_user(role="caseworker", name="Noor Haddad", teams=[team])
    case.allocate(noor, part=Part.CO_WORKER, by=morag)
    note = make_session(case, by=priya)
    for user in (priya, noor):
        Draft.store(
            user,
            place=reverse("add_to_session", args=[case.reference, note.pk]),
            writing=uuid4(),
            title=f"Add to a session, {case.reference}",
            typed={"text": ["Also"]},
        )
    move(note, right, morag)
    mine, hers = Draft.of(priya).get(), Draft.of(noor).get()
    assert mine.place == reverse("add_to_session", args=[right.reference, note.pk])
    assert mine.title == f"Add to a session, {right.reference}"
    assert (right.reference in hers.place + hers.title, hers.typed) == (False, {"text": ["Also"]})


@pytest.mark.parametrize("who", ["priya", "owen", "ada"])
def test_only_managers_move(case, right, priya, who, request):
    note = make_session(case, by=priya)
    with pytest.raises(NotYours):
        move(note, right, request.getfixturevalue(who))
    assert Session.objects.get(pk=note.pk).case == case


def test_a_case_the_manager_cannot_see_answers_as_one_that_does_not_exist(case, right, priya, morag, sunita, elsewhere):
    note = make_session(case, by=priya)
    boss = make_user(role="practice_manager", teams=[elsewhere])
    theirs = make_case(manager=boss, team=elsewhere)
    right.restrict(by=sunita, category="staff", because="A relative.", named=[sunita])
    for reference in (theirs.reference, right.reference, "EM-1999-0001", "", "nonsense"):
        with pytest.raises(NotYet) as refused:
            note.move(to_reference=reference, because="Mistake.", by=morag)
        assert refused.value.sentences == [NOT_THERE]


def test_a_note_stays_within_the_time_of_the_case_it_comes_to(case, right, priya, morag):
    Case.objects.filter(pk=right.pk).update(opened_on=timezone.localdate() - timedelta(days=3))
    early = make_session(case, by=priya, held_at=timezone.now() - timedelta(days=9))
    with pytest.raises(NotYet, match=f"The session is before {right.reference} opened"):
        move(early, right, morag)
    with pytest.raises(NotYet, match="on this case already"):
        move(early, case, morag)
    right.child.date_of_birth = timezone.localdate()
    right.child.save()
    with pytest.raises(NotYet, match="before that child was born"):
        move(early, right, morag)


def test_to_a_closed_case_goes_only_what_is_of_its_time_and_has_nothing_left_to_do(case, right, priya, morag, sunita):
    note, open_step = make_contact(case, by=priya), make_contact(case, by=priya, next_step="Ring")
    right.propose_closure(by=morag, reason="C3", summary="Safer now.", views="Glad.").approve(by=sunita)
    with pytest.raises(NotYet, match="next step that is still open"):
        move(open_step, right, morag)
    move(note, right, morag)
    later = timezone.now() + timedelta(days=2)  # a contact is an hour old, and that may be the day before
    with standing_at(later):
        late = make_contact(case, by=priya)
    with pytest.raises(NotYet, match=f"after {right.reference} closed"):
        move(late, right, morag)


def test_a_move_says_why(case, right, priya, morag):
    with pytest.raises(NotYet, match="Say why it is moved"):
        move(make_session(case, by=priya), right, morag, because=" \n")


@pytest.mark.parametrize("make", MAKE)
def test_who_had_the_page_open_writes_on_no_case_they_came_from(case, right, priya, morag, make):
    note = make(case, by=priya, next_step="Ring")
    stale = type(note).objects.select_related("case").get(pk=note.pk)
    move(note, right, morag)
    for attempt in (
        lambda: stale.change_words(by=priya, analysis="x"),
        lambda: stale.add("x", by=priya),
        lambda: stale.finish_next_step(by=priya, on=timezone.localdate(), outcome="x"),
        lambda: move(stale, right, morag),
    ):
        with pytest.raises(NotYet, match="moved"):
            attempt()


@pytest.mark.parametrize(("make", "model"), [(make_session, Session), (make_contact, Contact)])
def test_the_database_lets_no_note_change_its_case_without_a_move(case, right, priya, morag, make, model):
    note = make(case, by=priya)
    with pytest.raises(IntegrityError, match="never changes its case but by a move"), transaction.atomic():
        model.objects.filter(pk=note.pk).update(case=right)
    move(note, right, morag)
    with pytest.raises(IntegrityError, match="never changes its case but by a move"), transaction.atomic():
        model.objects.filter(pk=note.pk).update(case=case)


@pytest.mark.django_db(transaction=True)
def test_a_move_of_another_transaction_moves_nothing_and_one_without_its_note_is_refused(case, right, priya, morag):
    note = make_session(case, by=priya)
    move(note, right, morag)
    move(note, case, morag)
    with pytest.raises(IntegrityError, match="never changes its case but by a move"), transaction.atomic():
        Session.objects.filter(pk=note.pk).update(case=right)  # as the first move said, but that was then
    facts = {"session": note, "because": "x", "moved_by": morag}
    with pytest.raises(IntegrityError, match="written down when the note moves"), transaction.atomic():
        Move.objects.create(from_case=case, to_case=right, **facts)
    with pytest.raises(IntegrityError, match="from the case it stands on"), transaction.atomic():
        Move.objects.create(from_case=right, to_case=case, **facts)
    with pytest.raises(IntegrityError, match="from the case it stands on"), transaction.atomic():
        Move.objects.create(from_case=case, to_case=right, xid=upcoming(), **facts)


def upcoming():
    with connection.cursor() as cursor:
        cursor.execute("SELECT audit_next() + 1000")
        return cursor.fetchone()[0]


@pytest.mark.django_db(transaction=True)
def test_of_several_who_move_a_note_at_once_one_wins(case, right, priya, morag):
    note = make_session(case, by=priya)
    ends = race(*[lambda: move(Session.objects.get(pk=note.pk), right, type(morag).objects.get(pk=morag.pk))] * 4)
    assert sorted(type(end).__name__ for end in ends) == ["Move", "NotYet", "NotYet", "NotYet"]
    assert Move.objects.count() == 1
