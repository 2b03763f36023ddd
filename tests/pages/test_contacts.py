"""Contacts and advice on their pages, and the move of a note to the right case."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.models import Case
from cases.models.access.allocation import Part
from emerald.audit.models import AccessEntry
from interventions.models import Consultation, Contact, Move
from tests.factories.children import make_case, make_child
from tests.factories.contacts import make_consultation, make_contact, make_meeting
from tests.factories.people import make_user
from tests.factories.posting import date_parts
from tests.factories.sessions import make_session
from tests.pages.costs import questions

TEXT = "He said the yellow house was empty"
REASON = "Two children of one name."


def page(case, name="case_contacts", *more):
    return reverse(name, args=[case.reference, *more])


def typed(**more):
    """What a caseworker types about a call a minute after midnight today."""
    return {
        "kind": "phone",
        "call": "made",
        "with_whom": "carer",
        "with_name": "Lowen",
        "time": "0:01",
        "what_was_said": TEXT,
        **date_parts("day"),
        **more,
    }


def test_a_call_is_recorded_listed_told_and_read(case, priya, signed_in):
    browser = signed_in(priya)
    answer = browser.post(page(case, "record_contact"), typed(next_step="Ring again"), follow=True)
    assert "Contact recorded." in answer.text
    assert TEXT in answer.text
    assert "Priya Nair recorded: call to a parent or carer." in browser.get(page(case, "case_chronology")).text
    shown = browser.get(page(case, "contact", case.contacts.get().pk)).text
    for words in (TEXT, "Lowen", "We did", "Ring again"):
        assert words in shown
    assert Case.objects.get(pk=case.pk).last_seen_on is None


def test_back_and_save_is_asked_about_and_leaves_one_contact(case, priya, signed_in):
    browser, once = signed_in(priya), {"once": "7d0e4f56-6d7c-4f0e-9d3f-0d4b0f6d1c11"}
    browser.post(page(case, "record_contact"), typed(**once))
    again = typed(what_was_said="He said it was let.", time="0:02", **once)  # the same page, with other answers
    asked = browser.post(page(case, "record_contact"), again)
    assert "Select whether this is a correction of the contact you recorded at" in asked.text
    assert "He said it was let." in asked.text
    assert case.contacts.count() == 1
    said = browser.post(page(case, "record_contact"), again | {"again": "correction"}, follow=True).text
    assert "Contact put right." in said and "Recorded in error." in said
    assert [one.what_was_said for one in case.contacts.not_in_error()] == ["He said it was let."]


def test_another_contact_of_the_same_moment_is_one_more(case, priya, signed_in):
    browser = signed_in(priya)
    browser.post(page(case, "record_contact"), typed())
    second = typed(with_name="Bryn", what_was_said="He will ring back.")
    assert "What is this?" in browser.post(page(case, "record_contact"), second).text
    browser.post(page(case, "record_contact"), second | {"again": "another"})
    assert case.contacts.not_in_error().count() == 2


def test_a_contact_is_marked_as_recorded_in_error_on_its_page(case, priya, signed_in):
    browser, contact = signed_in(priya), make_contact(case, by=priya)
    assert "Mark this contact as recorded in error" in browser.get(page(case, "contact", contact.pk)).text
    browser.post(page(case, "strike_out_contact", contact.pk), {"because": "Of her cousin."})
    shown = browser.get(page(case, "contact", contact.pk)).text
    assert "Of her cousin." in shown and "Mark this contact" not in shown


def test_minutes_of_a_meeting_have_people_and_decisions(case, priya, signed_in):
    browser, minutes = signed_in(priya), typed(kind="meeting", with_whom="professional", agency="Police")
    assert "Enter who took part" in browser.post(page(case, "record_contact"), minutes).text
    browser.post(page(case, "record_contact"), minutes | {"present": "PC Olver", "decisions": "School rings first."})
    contact = case.contacts.get()
    assert (contact.direction, contact.present, contact.decisions) == ("", "PC Olver", "School rings first.")
    assert "School rings first." in browser.get(page(case, "contact", contact.pk)).text


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"call": ""}, "Select who made the call"),
        ({"what_was_said": ""}, "Say what was said"),
        ({"with_whom": "professional"}, "Enter the agency"),
        (date_parts("day", date(2001, 3, 5)), "before the"),
        ({"kind": ""}, "Select what it was"),
    ],
)
def test_what_is_missing_is_said_beside_its_question(case, priya, signed_in, more, sentence):
    answer = signed_in(priya).post(page(case, "record_contact"), typed(**more))
    assert sentence in answer.text
    assert not Contact.objects.exists()


def test_who_only_hears_of_contacts_reads_none(case, priya, morag, signed_in):
    contact = make_contact(case, by=priya, what_was_said=TEXT, with_name="Lowen")
    make_consultation(by=priya, team=case.team, case=case, to_agency="Harbour School")
    kit = make_user(role="police_liaison")
    case.allocate(kit, part=Part.LINKED, by=morag)
    shown = signed_in(kit).get(page(case)).text
    assert "Priya Nair recorded: call to a parent or carer." in shown
    for words in (TEXT, "Lowen", "Harbour School", page(case, "contact", contact.pk)):
        assert words not in shown
    assert signed_in(kit).get(page(case, "contact", contact.pk)).status_code == 403


def test_a_contact_is_found_by_its_words_among_the_sessions(case, priya, owen, signed_in):
    contact = make_meeting(case, by=priya, what_was_said="All agreed.", decisions="The lantern stays on.")
    session = make_session(case, by=priya, what_happened="We lit a lantern.")
    for address in ("/notes/find/", page(case, "find_in_case_notes")):
        text = signed_in(priya).post(address, {"words": "lantern"}).text
        assert page(case, "contact", contact.pk) in text
        assert page(case, "session", session.pk) in text
    narrowed = signed_in(priya).post("/notes/find/", {"words": "lantern", "work": "safety"}).text
    assert page(case, "contact", contact.pk) not in narrowed
    assert "No note found" in signed_in(owen).post("/notes/find/", {"words": "lantern"}).text


def test_older_notes_of_both_kinds_come_once_each_and_in_one_order(case, priya, signed_in):
    at = timezone.now() - timedelta(hours=1)
    for number in range(15):
        moment = at - timedelta(minutes=number % 5)
        make_session(case, by=priya, what_happened="Lantern", held_at=moment)
        make_contact(case, by=priya, what_was_said="Lantern", happened_at=moment)
    browser, asked, found = signed_in(priya), {"words": "lantern"}, []
    while asked:
        text = browser.post("/notes/find/", asked).text
        found += re.findall(r'id="found-([a-z]+-[0-9]+)"', text)
        older = text.split('name="before" value="')[1:]
        asked = {"words": "lantern", "before": older[0].split('"')[0]} if older else None
    assert len(found) == len(set(found)) == 30


def test_the_list_costs_the_same_for_one_and_for_many(case, priya, signed_in):
    browser = signed_in(priya)
    make_contact(case, by=priya, next_step="Ring")
    first = questions(browser, page(case))[0]
    for _ in range(6):
        make_contact(case, by=priya, next_step="Ring")
        make_consultation(by=priya, team=case.team, case=case)
    assert questions(browser, page(case))[0] == first <= 13


# Moving


@pytest.fixture
def right(morag):
    """The right child's case; Priya has no part in it."""
    return make_case(manager=morag, child=make_child(given_names="Jory", family_name="Penhallow"))


def move(browser, case, note, reference, **more):
    return browser.post(page(case, f"move_{note.page}", note.pk), {"reference": reference, "because": REASON, **more})


@pytest.fixture(params=[make_session, make_contact])
def note(request, case, priya):
    words = "what_happened" if request.param is make_session else "what_was_said"
    return request.param(case, by=priya, **{words: TEXT})


def test_a_manager_sees_the_other_child_before_the_note_moves(case, right, note, morag, signed_in):
    browser = signed_in(morag)
    assert page(case, f"move_{note.page}", note.pk) in browser.get(page(case, note.page, note.pk)).text
    asked = move(browser, case, note, right.reference.lower()).text
    assert "Jory Penhallow" in asked
    assert not Move.objects.exists()
    answer = move(browser, case, note, right.reference, shown=right.reference)
    assert (answer.status_code, Move.objects.get().to_case) == (302, right)


def test_one_case_that_was_shown_does_not_confirm_another(case, right, note, morag, signed_in):
    third = make_case(manager=morag)
    move(signed_in(morag), case, note, right.reference, shown=third.reference)
    assert not Move.objects.exists()


def test_nothing_of_the_text_stays_to_be_read_on_the_wrong_case(case, right, note, priya, morag, signed_in):
    note.move(to_reference=right.reference, because=REASON, by=morag)
    for browser in (signed_in(priya), signed_in(morag)):
        for name in ("case", "case_chronology", "case_sessions", "case_contacts"):
            shown = browser.get(page(case, name)).text
            assert TEXT not in shown
            assert "Priya Nair saw the child" not in shown
            assert "Priya Nair recorded:" not in shown
            assert ("Filed here by mistake and moved on" in shown) is (name in {"case", "case_chronology"})
        assert browser.get(page(case, note.page, note.pk)).status_code == 404
        assert "No note found" in browser.post(page(case, "find_in_case_notes"), {"words": "yellow"}).text
    assert right.reference not in signed_in(priya).get(page(case, "case_chronology")).text


def test_the_right_case_shows_it_with_its_trace_to_its_own_readers(case, right, note, priya, morag, sunita, signed_in):
    note.move(to_reference=right.reference, because=REASON, by=morag)
    shown = signed_in(morag).get(page(right, note.page, note.pk)).text
    for words in (TEXT, f"Morag Ellis moved this {note.called} here from {case.reference}", REASON):
        assert words in shown
    assert "No note found" in signed_in(priya).post("/notes/find/", {"words": "yellow"}).text
    worker = make_user(role="caseworker", name="Noor Haddad", teams=[right.team])
    right.allocate(worker, part=Part.LEAD, by=morag)
    theirs = signed_in(worker).get(page(right, note.page, note.pk)).text
    assert f"moved this {note.called} here from another case" in theirs
    assert case.reference not in theirs


def test_the_list_of_moves_names_a_case_only_to_who_may_see_it(case, right, note, morag, sunita, signed_in):
    note.move(to_reference=right.reference, because=REASON, by=morag)
    assert right.reference in signed_in(morag).get(page(case, "moved_notes")).text
    right.restrict(by=sunita, category="staff", because="A relative.", named=[sunita])
    shown = signed_in(morag).get(page(case, "moved_notes")).text
    assert REASON in shown
    assert "a case that you cannot see" in shown
    assert right.reference not in shown


def test_a_case_the_manager_cannot_see_is_answered_as_one_that_is_not_there(case, note, morag, elsewhere, signed_in):
    boss = make_user(role="practice_manager", teams=[elsewhere])
    theirs = make_case(manager=boss, team=elsewhere)
    answers = [
        move(signed_in(morag), case, note, reference, shown=reference).text
        for reference in (theirs.reference, "EM-1999-0001")
    ]
    for answer in answers:
        assert "No case of that reference is yours to move a note to." in answer
    assert not Move.objects.exists()


def test_the_access_log_keeps_the_move_and_no_reason(case, right, note, morag, signed_in):
    move(signed_in(morag), case, note, right.reference, shown=right.reference)
    entry = AccessEntry.objects.get(verb="moved")
    assert (sorted(entry.subject_ids), entry.reference) == (sorted([case.pk, right.pk]), right.reference)
    assert entry.detail == f"{note.called} {note.pk}"


# Advice


def test_advice_is_recorded_listed_read_and_added_to(team, priya, morag, signed_in):
    browser = signed_in(priya)
    answer = browser.post(
        reverse("give_consultation"),
        {
            "to_name": "Bryn Olver",
            "to_agency": "Harbour School",
            "time": "0:01",
            "team": team.pk,
            "kind": "signs",
            "question": "Is it a sign?",
            "advice": "Write it down.",
            **date_parts("day"),
        },
        follow=True,
    )
    assert "Advice recorded." in answer.text
    advice = Consultation.objects.get()
    browser.post(reverse("add_to_consultation", args=[advice.pk]), {"text": "And ring us."})
    shown = signed_in(morag).get(reverse("consultation", args=[advice.pk])).text
    for words in ("Is it a sign?", "Write it down.", "And ring us.", "Harbour School"):
        assert words in shown
    assert "Bryn Olver" in signed_in(morag).get(reverse("consultations")).text


def test_advice_names_only_a_case_its_giver_reads(team, priya, right, signed_in):
    told = {
        "to_name": "Bryn",
        "to_agency": "School",
        "time": "0:01",
        "team": team.pk,
        "kind": "signs",
        "question": "Q",
        "advice": "A",
        **date_parts("day"),
    }
    for reference in (right.reference, "EM-1999-0001"):
        answer = signed_in(priya).post(reverse("give_consultation"), told | {"reference": reference})
        assert "No case of that reference is yours to read" in answer.text
    assert not Consultation.objects.exists()


def test_advice_one_may_not_see_is_not_there(team, priya, owen, signed_in):
    advice = make_consultation(by=priya, team=team)
    assert signed_in(owen).get(reverse("consultation", args=[advice.pk])).status_code == 404
    assert "Bryn Olver" not in signed_in(owen).get(reverse("consultations")).text


def test_the_list_of_advice_costs_the_same_for_one_and_for_many(team, case, priya, signed_in):
    browser = signed_in(priya)
    make_consultation(by=priya, team=team, case=case)
    first = questions(browser, reverse("consultations"))[0]
    for _ in range(6):
        make_consultation(by=priya, team=team, case=case)
    assert questions(browser, reverse("consultations"))[0] == first <= 12
