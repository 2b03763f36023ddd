"""Somebody who worked a case until it closed reads what they did there, and no sign of what came after.

A mark stands in everything that is true of the child later: what was put on the closed case, and a whole new episode.
Every page is opened through the old case by everybody who had a part in it, and none of them finds the mark.
"""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.models import Address, AlsoKnownAs, Carer, Case, Professional
from cases.models.access.allocation import Part
from emerald.mail.models import Mail
from emerald.reminders.models import CalendarLink, Notice
from emerald.reminders.sync import sync_notices
from interventions.models import Consultation, Contact
from perpetrators.models import ProtectedChild
from tests.access.page import LIBRARY, PUBLIC
from tests.access.pages import PAGES, address_of
from tests.factories.assessments import sign_off
from tests.factories.children import make_case, make_child
from tests.factories.files import make_document, pdf
from tests.factories.people import make_user
from tests.factories.register import link_child, make_measure, make_officer, make_person
from tests.factories.sessions import make_session, make_together

pytestmark = pytest.mark.django_db
MARK = "Zanthorpe"  # in everything that came later
TOLD_BY_ROLE = {"audit_log", "audit_seals"}  # the access log names every reference to whoever may read it
LINKED = ("camhs_practitioner", "missing_coordinator", "auditor", "data_protection_officer")


@pytest.fixture
def old(case, morag, sunita, priya, team):
    """Tamsin's case with what was done on it, closed. Returns it with the keys of its pages."""
    linked = [make_user(role=role) for role in LINKED]
    for one in linked:
        case.allocate(one, part=Part.LINKED, by=morag)
    wren = make_child(given_names="Wren", family_name="Abernathy-Vale", date_of_birth=date(2012, 1, 1))
    other = make_case(manager=morag, child=wren)
    other.allocate(priya, part=Part.LEAD, by=morag)
    session, _ = make_together(case, other, by=priya, what_happened="We drew a map.")
    note = make_session(case, by=priya, what_happened="She told me about the canal.")
    contact = Contact.record(
        case,
        by=priya,
        happened_at=timezone.now(),
        kind="phone",
        direction="made",
        with_whom="carer",
        with_name="Lowen",
        what_was_said="She is home before dark.",
    )
    letter = make_document(case, by=morag, title="The letter of the school")
    event = case.record_event(by=priya, on=date(2026, 3, 3), what="school", source="School", text="Away for five days.")
    case.write_plan(by=priya, aims="Feel safe at home.", childs_view="Good.", carers_view="Good.")
    case.record_decision(
        by=morag, on=timezone.localdate(), occasion="review", decision="Weekly visits.", rationale="She asked."
    )
    assessment = sign_off(case, by=priya, signer=morag, level="high")
    case.propose_closure(by=morag, reason="C3", summary="Safer now.", views="She is glad.").approve(by=sunita)
    case = Case.objects.get(pk=case.pk)
    return {
        "case": case,
        "linked": linked,
        "reference": case.reference,
        "session": session.pk,
        "contact": contact.pk,
        "note": note,
        "document": letter.pk,
        "event": event.pk,
        "entry": event.pk,
        "pinned": event.pk,
        "assessment": assessment.pk,
        "allocation": case.allocations.first().pk,
        "kind": "address",
        "review": case.reviews.first().pk,
        "wren": other,
    }


def marks_on_the_child(case, by):
    """What is found out about the child after the case closed, and put on the record through it."""
    child = Case.objects.get(pk=case.pk).child
    child.change(
        by=by,
        through=Case.objects.get(pk=case.pk),
        preferred_name=MARK,
        family_name=f"{MARK}son",
        school=f"{MARK} Academy",
        safe_contact_notes=f"Ring {MARK} first",
    )
    keys = {
        "detail": Address.objects.create(
            child=child, lines=f"9 {MARK} Lane", postcode="TR1 1AA", sensitive=True, why_sensitive=f"{MARK} refuge"
        ).pk
    }
    Carer.objects.create(child=child, name=f"{MARK} Carer", relationship="Aunt", phone="01632 960111")
    Professional.objects.create(child=child, name=f"Dr {MARK}", job="Doctor")
    AlsoKnownAs.objects.create(child=child, name=f"Tam {MARK}")
    child.listen()
    child.save()
    return keys


def marks_on_the_register(child, area):
    man = make_person(area=area, officer=make_officer(), given_names="Corin", family_name=MARK)
    link_child(man, child)
    measure = make_measure(area=area, by=man.recorded_by, person=man, served_on=timezone.localdate())
    ProtectedChild.objects.create(measure=measure, child=child)
    measure.chronicle_on_cases(f"Served at {MARK} Road.", by=man.recorded_by)
    return {"suspect": man.reference, "measure": measure.reference}


def marks_on_the_old_case(case, by):
    """What managers put on it after it closed."""
    case = Case.objects.get(pk=case.pk)
    case.record_decision(by=by, on=timezone.localdate(), occasion="other", decision=f"{MARK} decided.", rationale=MARK)
    make_document(case, by=by, title=f"{MARK} letter", name=f"{MARK}.pdf", content=pdf("later"))
    Consultation.give(
        by=by,
        team=case.team,
        case=case,
        given_at=timezone.now(),
        to_name=MARK,
        to_agency="School",
        kind="signs",
        question=MARK,
        advice=MARK,
    )
    case.pin(case.entries.filter(kind="event").first(), by=by, note=f"{MARK} said so")


def marks_on_the_new_case(again, lead, manager):
    make_session(
        again, by=lead, what_happened=f"{MARK} came along.", next_step=f"Ring {MARK}", next_step_on=timezone.localdate()
    )
    Contact.record(
        again,
        by=lead,
        happened_at=timezone.now(),
        kind="phone",
        direction="made",
        with_whom="carer",
        with_name=MARK,
        what_was_said=f"{MARK} rang.",
    )
    again.record_event(by=lead, on=timezone.localdate(), what="move", source=MARK, text=f"To {MARK}.")
    make_document(again, by=manager, title=f"{MARK} report", content=pdf("new"))
    again.write_plan(by=lead, aims=f"{MARK}.", childs_view=MARK, carers_view=MARK)


@pytest.fixture
def later(old, morag, sunita, team):
    """Everything that came later; returns the keys of the old case's pages and `again`, the new episode."""
    jo = make_user(role="caseworker", name="Jo Vance", teams=[team])
    keys = marks_on_the_child(old["case"], morag)
    marks_on_the_old_case(old["case"], morag)
    again = Case.objects.get(pk=old["case"].pk).reopen(
        by=morag, status="at_risk", rationale=f"{MARK} said so.", lead=jo
    )
    marks_on_the_new_case(again, jo, morag)
    keys |= marks_on_the_register(again.child, team)
    sync_notices(timezone.localdate())
    return old | keys | {"again": again}


def pages(keys, leave_out=()):
    """(name, address) of every page whose keys are known."""
    for page in PAGES:
        if page.needs in (LIBRARY, PUBLIC) or "GET" not in page.methods or page.name in leave_out:
            continue
        if set(page.takes) <= set(keys):
            yield page.name, address_of(page, keys)


def marks_found(browser, keys, leave_out=()):
    """{page: status} of those that show the mark or the new episode's reference, or fail."""
    found = {}
    for name, address in pages(keys, leave_out):
        answer = browser.get(address)
        text = b"".join(answer.streaming_content).decode(errors="ignore") if answer.streaming else answer.text
        if MARK in text or keys["again"].reference in text or answer.status_code >= 500:
            found[name] = answer.status_code
    return found


def everybody(keys, priya):
    return [priya, *keys["linked"]]


def test_nobody_who_had_a_part_in_it_finds_the_mark_on_any_page(later, priya, signed_in):
    assert {
        one.role: found
        for one in everybody(later, priya)
        if (found := marks_found(signed_in(one), later, TOLD_BY_ROLE))
    } == {}


def test_the_walk_would_find_the_mark_where_it_may_be_read(later, morag, signed_in):
    found = marks_found(signed_in(morag), later)
    assert {"case_child", "case_chronology", "case_documents", "case_disruption", "case_oversight", "case"} <= {*found}
    assert all(status < 500 for status in found.values())


def test_the_old_case_still_shows_its_workers_what_they_did_there(later, priya, signed_in):
    browser, case = signed_in(priya), later["case"]
    for name, keys, words in (
        ("case", [], "Tamsin Quillfeather"),
        ("case_chronology", [], "Away for five days"),
        ("case_sessions", [], "She told me about the canal"),
        ("session", [later["session"]], "We drew a map"),
        ("contact", [later["contact"]], "She is home before dark"),
        ("case_plan", [], "Feel safe at home"),
        ("case_oversight", [], "Weekly visits"),
        ("case_documents", [], "The letter of the school"),
        ("risk_assessment", [later["assessment"]], "High"),
        ("case_status", [], "Closed"),
        ("case_closure", [], "Safer now"),
    ):
        answer = browser.get(reverse(name, args=[case.reference, *keys]))
        assert (answer.status_code, words in answer.text) == (200, True), name
    assert browser.get(reverse("download_document", args=[case.reference, later["document"]])).status_code == 200
    assert case.reference in browser.get(reverse("my_cases") + "?status=closed").text


@pytest.mark.parametrize(
    ("page", "keys"),
    [
        ("case_child", []),
        ("child_identity", []),
        ("child_numbers", []),
        ("child_needs", []),
        ("add_child_detail", ["carer"]),
        ("add_documents", []),
        ("record_event", []),
        ("case_disruption", []),
        ("record_person_of_case", []),
        ("make_pack", []),
        ("packs", []),
        ("case_readers", []),
        ("next_episode", []),
    ],
)
def test_what_is_of_the_child_is_closed_to_them_to_read_and_to_write(page, keys, later, priya, signed_in):
    for one in everybody(later, priya):
        browser, address = signed_in(one), reverse(page, args=[later["reference"], *keys])
        assert {browser.get(address).status_code, browser.post(address, {"name": "Lowen"}).status_code} <= {403, 405}
    assert not Carer.objects.filter(name="Lowen").exists()


def test_a_carer_cannot_be_saved_by_the_verb_either(later, priya):
    case = Case.objects.get(pk=later["case"].pk)
    with pytest.raises(Exception, match="You cannot change the child's details here"):
        case.child.add_detail(Carer, by=priya, through=case, name="Lowen", relationship="Aunt")


@pytest.mark.parametrize("words", [MARK, f"{MARK}son", "TR1 1AA", "01632 960111", f"{MARK} Academy", "Quillfeather"])
def test_looking_for_anything_of_later_finds_nothing_through_the_old_case(words, later, priya, signed_in):
    for one in everybody(later, priya):
        browser = signed_in(one)
        for address in (
            reverse("find_child"),
            reverse("find_in_notes"),
            reverse("find_in_case_notes", args=[later["reference"]]),
        ):
            text = browser.post(address, {"words": words, "find": words, "name": words}).text
            assert later["again"].reference not in text
            assert reverse("session", args=[later["reference"], later["session"]]) not in text
        assert f"/cases/{later['reference']}/" not in browser.post(reverse("find_child"), {"words": words}).text


def test_their_own_notes_are_found_and_call_the_child_as_then(later, priya, signed_in):
    text = signed_in(priya).post(reverse("find_in_notes"), {"words": "canal"}).text
    assert "Tamsin Quillfeather" in text
    assert MARK not in text
    shared = (
        signed_in(priya).get(reverse("session", args=[later["wren"].reference, later["wren"].sessions.first().pk])).text
    )
    assert "Tamsin Quillfeather" in shared
    assert MARK not in shared


def test_an_answer_that_comes_back_with_a_fault_calls_the_child_as_then(later, priya, signed_in):
    address = reverse("record_session", args=[later["reference"]])
    answer = signed_in(priya).post(address, {"what_happened": "Typed while it closed."})
    assert answer.status_code == 200
    assert "Typed while it closed." in answer.text
    assert MARK not in answer.text
    added = reverse("add_to_session", args=[later["reference"], later["session"]])
    for text in ("", "One more thing."):
        assert MARK not in signed_in(priya).post(added, {"text": text}, follow=True).text
    assert (
        "One more thing." in signed_in(priya).get(reverse("session", args=[later["reference"], later["session"]])).text
    )


def test_no_reminder_mail_or_calendar_tells_them_of_anything_later(later, priya):
    for one in everybody(later, priya):
        feed = Client().get(reverse("calendar_feed", args=[CalendarLink.make(one)]))
        assert later["again"].reference not in feed.text
        told = Notice.objects.filter(recipient=one, reference__in=[later["reference"], later["again"].reference])
        assert not told.active().exists()
        assert not Mail.objects.filter(recipient=one).exists()
