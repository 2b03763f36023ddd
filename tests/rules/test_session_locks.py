"""The words of a session: who may put them right and until when, what is kept, and what is added later."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from cases.models.access.allocation import Part
from emerald.accounts.models import User
from emerald.guards import ChangedMeanwhile, NotYet, NotYours
from interventions.models import Addendum, Session
from tests.access.racing import race
from tests.days import standing_at
from tests.factories.children import close
from tests.factories.people import make_user
from tests.factories.sessions import make_missed_session, make_old_session, make_session


@pytest.fixture
def noor(case, morag, team):
    """Co-worker on the case."""
    noor = make_user(role="caseworker", name="Noor Haddad", teams=[team])
    case.allocate(noor, part=Part.CO_WORKER, by=morag)
    return noor


def kept(session):
    return [one.what_happened for one in Session.objects.get(pk=session.pk).earlier_versions]


def test_the_author_puts_words_right_and_every_version_is_kept(case, priya):
    session = make_session(case, by=priya, what_happened="First.", next_step="Call school")
    for text in ("Second.", "Third."):
        session.change_words(by=priya, version=session.version, what_happened=text)
    session.finish_next_step(by=priya, on=timezone.localdate(), outcome="Done.")  # not a change of the words
    now = Session.objects.get(pk=session.pk)
    assert (now.what_happened, now.version, kept(now)) == ("Third.", 3, ["First.", "Second."])


def test_saving_the_same_words_makes_no_version(case, priya):
    session = make_session(case, by=priya, what_happened="First.")
    session.change_words(by=priya, version=1, what_happened="First.", analysis="")
    assert (session.version, kept(session)) == (1, [])


def test_the_words_of_a_missed_session_are_its_reason(case, priya):
    session = make_missed_session(case, by=priya)
    session.change_words(by=priya, why_not_held="The bus came late.")
    assert session.why_not_held == "The bus came late."
    with pytest.raises(KeyError):
        session.change_words(by=priya, what_happened="We met.")


@pytest.mark.parametrize("fact", ["place", "held_at", "attendance", "recorded_by", "recorded_at", "case", "next_step"])
def test_nothing_but_words_is_changed(case, priya, fact):
    with pytest.raises(KeyError):
        make_session(case, by=priya).change_words(by=priya, **{fact: "x"})


def test_what_happened_cannot_be_emptied(case, priya):
    session = make_session(case, by=priya, what_happened="First.")
    with pytest.raises(NotYet, match="Say what happened"):
        session.change_words(by=priya, what_happened="")
    assert session.what_happened == "First."


@pytest.mark.parametrize("hours", [24, 25, 500])
def test_after_24_hours_the_words_are_locked(case, priya, hours):
    session = make_old_session(case, by=priya, hours=hours, what_happened="First.")
    with pytest.raises(NotYet, match=r"locked 24 hours after it was recorded\. You can add to it instead"):
        session.change_words(by=priya, what_happened="Second.")
    assert Session.objects.get(pk=session.pk).what_happened == "First."


def test_sessions_are_not_locked_before_24_hours(case, priya):
    session = make_session(case, by=priya)
    last = session.recorded_at + timedelta(hours=24) - timedelta(seconds=1)
    with standing_at(last):
        session.change_words(by=priya, what_happened="Second.")
    assert session.version == 2


@pytest.mark.parametrize(
    "change",
    [
        {"what_happened": "x"},
        {"childs_words": "x"},
        {"aims": "x"},
        {"analysis": "x"},
        {"others_present": "x"},
        {"place": "x"},
        {"child_seen_alone": False},
        {"late_reason": "x"},
        {"version": 9},
        {"length_minutes": 5},
    ],
)
def test_the_database_locks_sessions_too(case, priya, change):
    make_old_session(case, by=priya, late_reason="")
    with pytest.raises(IntegrityError, match="locked 24 hours"), transaction.atomic():
        case.sessions.update(**change)


def test_the_lock_cannot_be_lifted_by_moving_its_beginning(case, priya, owen):
    session = make_session(case, by=priya)
    for change in ({"recorded_at": timezone.now() + timedelta(days=9)}, {"recorded_by": owen}):
        with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
            Session.objects.filter(pk=session.pk).update(**change)


def test_the_next_step_of_a_locked_session_is_finished_all_the_same(case, priya):
    session = make_old_session(case, by=priya, next_step="Call school")
    session.finish_next_step(by=priya, on=timezone.localdate(), outcome="Done.")
    assert not case.sessions.with_next_step_open().exists()


def test_a_colleague_may_not_change_the_words_but_may_add(case, priya, noor):
    session = make_session(case, by=priya)
    with pytest.raises(NotYours, match="Only Priya Nair, who recorded this session"):
        session.change_words(by=noor, what_happened="Second.")
    session.add("School rang me about this, too.", by=noor)
    assert [(one.text, one.written_by) for one in session.addenda.in_order()] == [
        ("School rang me about this, too.", noor)
    ]


@pytest.mark.parametrize("who", ["morag", "sunita", "owen", "ada"])
def test_nobody_else_changes_or_adds(case, priya, who, request):
    session, somebody = make_session(case, by=priya), request.getfixturevalue(who)
    with pytest.raises(NotYours, match="Ask Morag Ellis"):
        session.change_words(by=somebody, what_happened="Second.")
    with pytest.raises(NotYours, match="Ask Morag Ellis"):
        session.add("More.", by=somebody)
    assert not Addendum.objects.exists()


def test_on_a_closed_case_the_words_stay_and_what_is_wrong_is_added(case, priya, morag, sunita):
    session = make_session(case, by=priya)
    close(case, morag, sunita)
    with pytest.raises(NotYet, match="This case was closed, and the text stays as it was then"):
        session.change_words(by=priya, what_happened="Second.")
    assert session.add("It was Tuesday.", by=priya).pk


def test_an_addendum_is_told_without_its_text_and_never_changes(case, priya):
    session = make_old_session(case, by=priya)
    addendum = session.add("She had a friend with her.", by=priya)
    entry = case.entries.of_kind("direct_work").newest_first()[0]
    assert (entry.sentence, entry.needs) == ("Priya Nair added to the record of a session.", "hear_of_sessions")
    for change in (lambda: Addendum.objects.update(text="x"), addendum.delete):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_an_addendum_says_something(case, priya):
    session = make_session(case, by=priya)
    with pytest.raises(NotYet, match="Enter what you want to add"):
        session.add(" \n", by=priya)
    with pytest.raises(IntegrityError), transaction.atomic():
        session.addenda.create(text="", written_by=priya)


def test_a_page_that_was_overtaken_changes_nothing(case, priya):
    session = make_session(case, by=priya, what_happened="First.")
    Session.objects.get(pk=session.pk).change_words(by=priya, version=1, what_happened="Second.")
    with pytest.raises(ChangedMeanwhile, match="Priya Nair changed this text") as overtaken:
        session.change_words(by=priya, version=1, what_happened="Third.")
    assert overtaken.value.now.what_happened == "Second."
    assert Session.objects.get(pk=session.pk).what_happened == "Second."


@pytest.mark.django_db(transaction=True)
def test_of_eight_who_change_the_same_version_at_once_one_wins(case, priya):
    session = make_session(case, by=priya)

    def change(number):
        mine = Session.objects.get(pk=session.pk)
        return mine.change_words(by=User.objects.get(pk=priya.pk), version=1, what_happened=f"Text {number}")

    ends = race(*[lambda number=number: change(number) for number in range(8)])
    won = [end for end in ends if isinstance(end, Session)]
    assert [type(end) for end in ends if not isinstance(end, Session)] == [ChangedMeanwhile] * 7
    now = Session.objects.get(pk=session.pk)
    assert (now.version, now.what_happened) == (2, won[0].what_happened)


def test_no_session_is_taken_off_the_record_locked_or_not_by_whatever_way(case, priya):
    make_session(case, by=priya)
    make_old_session(case, by=priya)
    for words in (
        "DELETE FROM interventions_session",
        "SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE interventions_session CASCADE",
        "SET LOCAL pgtrigger.ignore = '{interventions_session:session_is_kept}'; DELETE FROM interventions_session",
    ):
        with pytest.raises(IntegrityError, match="evidence"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(words)
    for take_off in (case.sessions.all().delete, case.sessions.first().delete):
        with pytest.raises(IntegrityError), transaction.atomic():
            take_off()
    assert case.sessions.count() == 2
