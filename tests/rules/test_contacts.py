"""Calls, messages and meetings: what must be written down, what they tell, and what they never count as."""

from datetime import datetime, time, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from cases.closing import outstanding
from cases.models import Case
from cases.registries.next_up import next_up
from emerald.accounts.permissions import Right
from emerald.guards import NotYet, NotYours
from interventions.models import Contact
from tests.days import a_wednesday_to_come, standing_at
from tests.factories.contacts import make_contact, make_meeting, make_old_contact


def test_a_call_with_the_child_is_no_session_and_says_nothing_of_the_child_being_seen(case, priya):
    make_contact(case, by=priya, with_whom="child", childs_words="I am all right.")
    assert not case.sessions.exists()
    assert Case.objects.get(pk=case.pk).last_seen_on is None


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({}, "Priya Nair recorded: call to a parent or carer."),
        ({"direction": "received", "with_whom": "child"}, "Priya Nair recorded: call from the child."),
        (
            {"kind": "message", "direction": "no_answer", "what_was_said": ""},
            "Priya Nair recorded: message to a parent or carer, no answer.",
        ),
        (
            {"kind": "email", "with_whom": "professional", "agency": "Police", "with_name": "PC Bryn Olver"},
            "Priya Nair recorded: e-mail to a professional.",
        ),
        ({"kind": "visit", "direction": ""}, "Priya Nair recorded: visit, the child was not seen."),
        ({"kind": "other", "direction": ""}, "Priya Nair recorded: contact with a parent or carer."),
    ],
)
def test_the_chronology_is_told_without_text_or_names(case, priya, facts, sentence):
    contact = make_contact(case, by=priya, **facts)
    entry = case.entries.of_kind("contact").get()
    assert (entry.sentence, entry.needs, entry.happened_at) == (sentence, Right.HEAR_OF_SESSIONS, contact.happened_at)
    assert entry.page_args == {"reference": case.reference, "contact": contact.pk}


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"direction": ""}, "Say who made the contact"),
        ({"kind": "visit"}, "are made by one side"),
        ({"kind": "letter", "direction": "no_answer", "what_was_said": ""}, "can go without an answer"),
        ({"with_whom": ""}, "Say who it was with"),
        ({"with_whom": "professional"}, "Say which agency"),
        ({"agency": "Police"}, "Only a professional has an agency"),
        ({"kind": "meeting", "direction": ""}, "Say who took part"),
        ({"decisions": "We ring."}, "Only a meeting"),
        ({"what_was_said": ""}, "Say what was said"),
        ({"direction": "no_answer", "childs_words": "Hi"}, "There was no answer"),
    ],
)
def test_each_kind_asks_for_what_belongs_to_it_and_so_does_the_database(case, priya, facts, sentence):
    with pytest.raises(NotYet, match=sentence):
        make_contact(case, by=priya, **facts)
    facts = {"kind": "phone", "direction": "made", "with_whom": "carer", "what_was_said": "x"} | facts
    with pytest.raises(IntegrityError), transaction.atomic():
        Contact.objects.create(case=case, happened_at=timezone.now(), recorded_by=priya, **facts)


def test_nobody_records_what_is_to_come_or_was_before_the_case(case, priya):
    with pytest.raises(NotYet, match="The contact cannot be in the future"):
        make_contact(case, by=priya, happened_at=timezone.now() + timedelta(hours=1))
    with pytest.raises(NotYet, match="The contact is before the case opened"):
        make_contact(case, by=priya, happened_at=timezone.now() - timedelta(days=900))


@pytest.mark.parametrize(
    ("make", "days", "asks"),
    [(make_contact, 2, False), (make_contact, 3, True), (make_meeting, 5, False), (make_meeting, 6, True)],
)
def test_a_reason_is_asked_after_two_working_days_and_for_minutes_after_five(case, priya, make, days, asks):
    """DOMAIN.md section 2.6 (REC)."""
    monday = timezone.make_aware(datetime.combine(a_wednesday_to_come() - timedelta(days=2), time(9)))
    Case.objects.filter(pk=case.pk).update(opened_on=monday.date())
    day = monday + timedelta(days=days + (2 if days > 4 else 0))
    with standing_at(day):
        if asks:
            with pytest.raises(NotYet, match=f"{days} working days ago. Enter why it is recorded late"):
                make(case, by=priya, happened_at=monday, late_reason="")
        contact = make(case, by=priya, happened_at=monday, late_reason="Ill." if asks else "")
    assert contact.is_recorded_late is asks


@pytest.mark.parametrize("who", ["morag", "sunita", "owen", "ada"])
def test_only_who_works_the_case_records_changes_adds_and_finishes(case, priya, who, request):
    somebody, contact = request.getfixturevalue(who), make_contact(case, by=priya, next_step="Ring")
    for attempt in (
        lambda: make_contact(case, by=somebody),
        lambda: contact.add("x", by=somebody),
        lambda: contact.change_words(by=somebody, analysis="x"),
        lambda: contact.finish_next_step(by=somebody, on=timezone.localdate(), outcome="x"),
    ):
        with pytest.raises(NotYours):
            attempt()


def test_nothing_is_recorded_on_a_closed_case(case, priya, morag, sunita):
    case.propose_closure(by=morag, reason="C3", summary="Safer now.", views="Glad.").approve(by=sunita)
    with pytest.raises(NotYet, match="reopen it before you record a contact"):
        make_contact(case, by=priya)


def test_the_words_are_put_right_for_a_day_every_version_kept_then_locked_and_added_to(case, priya):
    contact = make_contact(case, by=priya, what_was_said="First.")
    contact.change_words(by=priya, version=1, what_was_said="Second.")
    assert [one.what_was_said for one in contact.earlier_versions] == ["First."]
    with pytest.raises(NotYet, match="Say what was said"):
        contact.change_words(by=priya, what_was_said="")
    with pytest.raises(KeyError):
        contact.change_words(by=priya, decisions="Only a meeting has them.")
    locked = make_old_contact(case, by=priya, late_reason="")
    with pytest.raises(NotYet, match="locked 24 hours"):
        locked.change_words(by=priya, what_was_said="Third.")
    assert locked.add("It was the aunt.", by=priya).pk


@pytest.mark.parametrize(
    "change",
    [
        {"what_was_said": "x"},
        {"kind": "email"},
        {"with_name": "x"},
        {"agency": "x"},
        {"decisions": "x"},
        {"version": 9},
    ],
)
def test_the_database_locks_contacts_too(case, priya, change):
    make_old_contact(case, by=priya, late_reason="")
    with pytest.raises(IntegrityError), transaction.atomic():
        case.contacts.update(**change)


def test_what_follows_is_next_on_the_case_and_stands_in_the_way_of_closing(case, priya):
    contact = make_contact(case, by=priya, next_step="Ring school")
    case.rights = {Right.READ_SESSIONS}
    assert "Ring school" in [one.text for one in next_up(case)]
    assert "1 next step after other contacts not finished yet" in outstanding(case)[0]
    contact.finish_next_step(by=priya, on=timezone.localdate(), outcome="Done.")
    assert "Ring school" not in [one.text for one in next_up(case)]
    assert not outstanding(case)
