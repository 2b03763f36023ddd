"""The files of a session and of a contact: brought while recording, or added later. One rule for both kinds of note."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.models import ChronologyEntry, Document
from cases.models.access.allocation import Part
from emerald.files.models import Upload
from interventions.notes.models.document import attach
from tests.factories import files as made
from tests.factories.contacts import make_contact, make_meeting, make_old_contact
from tests.factories.people import make_user
from tests.factories.posting import date_parts
from tests.factories.sessions import make_old_session, make_session
from tests.files.conftest import clamav, folder, on_disk
from tests.pages.adding_files import download, nina, page_of, said
from tests.pages.costs import questions
from tests.pages.form_reader import FormReader

__all__ = ["clamav", "folder", "nina", "on_disk"]


class Sessions:
    page, list, make, make_old = "session", "sessions", make_session, make_old_session
    typed = {
        "time": "0:01",
        "place": "School",
        "work": "safety",
        "attendance": "held",
        "child_seen_alone": "yes",
        "what_happened": "We drew.",
    }
    wrong, complaint = "place", "Enter where the session was"
    filed_as, told = "work", "added to a session: made in direct work."


class Contacts:
    page, list, make, make_old = "contact", "contacts", make_contact, make_old_contact
    typed = {"kind": "letter", "letter": "received", "with_whom": "carer", "time": "0:01", "what_was_said": "We drew."}
    wrong, complaint = "with_whom", "Select who it was with"
    filed_as, told = "letter", "added to a contact."  # of the call that make_contact makes


@pytest.fixture(params=[Sessions, Contacts])
def kind(request):
    return request.param


@pytest.fixture
def note(kind, case, priya):
    return kind.make(case, by=priya)


@pytest.fixture
def brought(note, priya):
    """A document that was added to the note."""
    return attach(note, by=priya, files=[made.make_upload(priya, "Her card.pdf")])[0]


def notes(kind, case):
    return getattr(case, kind.list)


def address(note, name=""):
    return reverse(name or note.page, args=[note.case.reference, note.pk])


def adding(note):
    return address(note, f"add_{note.page}_files")


def form(browser, kind, case, *files, **answers):
    """What somebody sends who records a note with these files."""
    place = reverse(f"record_{kind.page}", args=[case.reference])
    return place, {**page_of(browser, place), **kind.typed, **date_parts("day"), **answers, "files": list(files)}


def record(browser, kind, case, *files, **answers):
    place, sent = form(browser, kind, case, *files, **answers)
    return browser.post(place, sent)


# --- While recording ----------------------------------------------------------------------------------------------
def test_files_brought_while_recording_stand_on_the_note_and_among_the_documents(kind, case, priya, signed_in):
    browser = signed_in(priya)
    answer = record(
        browser, kind, case, made.sent("Drawing.png", made.picture("PNG")), made.sent("Plan.docx", made.word())
    )
    assert said(answer) == f"{kind.page.capitalize()} recorded. 2 files added."
    note = notes(kind, case).get()
    for place in (address(note), reverse("case_documents", args=[case.reference])):
        page = browser.get(place).text
        assert "Drawing.png" in page and "Plan.docx" in page
    assert set(case.documents.values_list("needs", "kind")) == {("read_sessions", kind.filed_as)}


def test_a_note_without_files_is_recorded_as_before(kind, case, priya, signed_in):
    browser = signed_in(priya)
    assert said(record(browser, kind, case)) == f"{kind.page.capitalize()} recorded."
    assert not case.documents.exists()
    assert "None." in browser.get(address(notes(kind, case).get())).text


def test_a_mistake_in_a_note_loses_neither_its_files_nor_its_words(kind, case, priya, signed_in):
    browser = signed_in(priya)
    answer = record(
        browser,
        kind,
        case,
        made.sent("Drawing.png", made.picture("PNG")),
        made.sent("Drawing.svg", made.SVG),
        **{kind.wrong: ""},
    )
    assert kind.complaint in answer.text and "We drew." in answer.text
    assert "SVG pictures can carry programs" in answer.text
    again = FormReader(answer.text).fields | kind.typed
    browser.post(reverse(f"record_{kind.page}", args=[case.reference]), again)
    assert notes(kind, case).get().attached.get().document.name == "Drawing.png"


def test_a_form_that_is_posted_twice_records_one_note_and_its_file_once(kind, case, priya, signed_in):
    browser = signed_in(priya)
    place, sent = form(browser, kind, case)
    answers = [browser.post(place, {**sent, "files": [made.sent("Twice.pdf")]}) for _ in range(2)]
    assert {answer.url for answer in answers} == {reverse(f"case_{kind.list}", args=[case.reference])}
    assert notes(kind, case).get().attached.count() == case.documents.count() == 1
    assert not Upload.objects.exists()


def test_a_file_sent_ahead_by_the_script_goes_with_the_note(kind, case, priya, signed_in):
    browser = signed_in(priya)
    place, sent = form(browser, kind, case)
    told = browser.post(
        reverse("send_file"),
        {"place": place, "writing": sent["draft"], "person": priya.pk, "files": made.sent("Ahead.pdf")},
    ).json()
    browser.post(place, sent | {"kept_files": told["key"], "files": []})
    assert notes(kind, case).get().attached.get().document.name == "Ahead.pdf"


@pytest.mark.parametrize(
    ("how", "filed_as", "sentence"),
    [
        ({"kind": "letter"}, "letter", "1 file added to a contact: letter or e-mail."),
        ({"kind": "email"}, "letter", "1 file added to a contact: letter or e-mail."),
        ({"kind": "message"}, "letter", "1 file added to a contact: letter or e-mail."),
        ({"kind": "family", "direction": ""}, "plan", "1 file added to a contact: plan or minutes."),
        ({"kind": "visit", "direction": ""}, "other", "1 file added to a contact."),
        ({"kind": "phone"}, "other", "1 file added to a contact."),
    ],
)
def test_what_is_added_to_a_contact_is_filed_as_what_such_a_contact_brings(case, priya, how, filed_as, sentence):
    note = make_contact(case, by=priya, **how)
    (document,) = attach(note, by=priya, files=[made.make_upload(priya)])
    assert document.kind == filed_as
    line = ChronologyEntry.objects.get(kind="documents")
    assert (line.sentence, line.needs, line.page) == (sentence, "read_sessions", "contact")


def test_the_minutes_of_a_professionals_meeting_are_filed_as_minutes(case, priya):
    (document,) = attach(make_meeting(case, by=priya), by=priya, files=[made.make_upload(priya)])
    assert document.kind == "plan"


# --- Later --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("locked", [False, True])
def test_files_are_added_to_a_note_later_also_when_it_is_locked(kind, locked, case, priya, signed_in):
    note, browser = (kind.make_old if locked else kind.make)(case, by=priya), signed_in(priya)
    assert note.is_locked is locked
    place = adding(note)
    assert place in browser.get(address(note)).text
    assert "Add at least one file" in browser.post(place, page_of(browser, place)).text
    answer = browser.post(place, page_of(browser, place) | {"files": made.sent(content=made.PDF)})
    assert (said(answer), answer.url) == ("1 file added.", address(note))
    again = browser.post(place, page_of(browser, place) | {"files": made.sent("Twice.pdf", made.PDF)})
    assert "is on this case already" in said(again)
    assert note.attached.count() == 1
    line = ChronologyEntry.objects.get(kind="documents")
    assert line.sentence == f"1 file {kind.told}"
    assert line.page_args == {"reference": case.reference, note.page: note.pk}


def test_a_file_that_was_fine_waits_beside_one_that_was_not(note, priya, signed_in):
    browser, place = signed_in(priya), adding(note)
    answer = browser.post(
        place, page_of(browser, place) | {"files": [made.sent("Fine.pdf"), made.sent("Drawing.svg", made.SVG)]}
    )
    assert "SVG pictures can carry programs" in answer.text
    assert not Document.objects.exists()
    browser.post(place, FormReader(answer.text).fields)
    assert note.attached.get().document.name == "Fine.pdf"


def test_a_page_for_adding_that_is_posted_twice_adds_once(note, priya, signed_in):
    browser, place = signed_in(priya), adding(note)
    sent = page_of(browser, place)
    answers = [browser.post(place, {**sent, "files": made.sent("Twice.pdf")}) for _ in range(2)]
    assert [answer.url for answer in answers] == [address(note)] * 2
    assert note.attached.count() == 1
    assert ChronologyEntry.objects.filter(kind="documents").count() == 1


def test_a_file_that_was_taken_off_stands_on_the_note_no_more(note, brought, priya, signed_in):
    browser = signed_in(priya)
    assert "Her card.pdf" in browser.get(address(note)).text
    brought.take_off(by=priya, because="It is another child’s.")
    assert "Her card.pdf" not in browser.get(address(note)).text


# --- Who may ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("who", ["morag", "sunita", "ada"])
def test_who_reads_the_note_opens_its_files_and_adds_none(who, case, note, brought, morag, signed_in, request):
    reader = request.getfixturevalue(who)
    if who == "ada":
        case.allocate(reader, part=Part.LINKED, by=morag)
    browser = signed_in(reader)
    page = browser.get(address(note)).text
    assert "Her card.pdf" in page and adding(note) not in page
    assert download(browser, brought).status_code == 200
    assert browser.get(adding(note)).status_code == 403
    assert browser.post(adding(note), {"files": made.sent("More.pdf")}).status_code == 403
    assert note.attached.count() == 1


@pytest.mark.parametrize(
    ("role", "answer"),
    [("business_support", 403), ("missing_coordinator", 403), ("police_liaison", 403), ("caseworker", 404)],
)
def test_who_does_not_read_the_note_neither_sees_nor_opens_nor_adds_its_files(
    role, answer, case, note, brought, team, elsewhere, morag, signed_in
):
    somebody = make_user(role=role, name="Noor Haddad", teams=[elsewhere if role == "caseworker" else team])
    if role in {"missing_coordinator", "police_liaison"}:
        case.allocate(somebody, part=Part.LINKED, by=morag)
    browser = signed_in(somebody)
    documents = reverse("case_documents", args=[case.reference])
    assert "Her card.pdf" not in browser.get(documents).text
    assert "added to a" not in browser.get(reverse("case_chronology", args=[case.reference])).text
    for place in (address(note), adding(note), reverse("download_document", args=[case.reference, brought.pk])):
        assert browser.get(place).status_code == answer
    assert browser.post(adding(note), {"files": made.sent("More.pdf")}).status_code == answer
    assert note.attached.count() == 1


def test_a_note_of_another_case_takes_no_file(kind, case, note, priya, morag, signed_in):
    other = kind.make(case, by=priya)
    place = reverse(f"add_{kind.page}_files", args=[case.reference, other.pk + 1000])
    assert signed_in(priya).get(place).status_code == 404


# --- What it costs ------------------------------------------------------------------------------------------------
def test_a_page_costs_the_same_for_no_file_and_for_many(note, priya, signed_in):
    browser = signed_in(priya)
    none = questions(browser, address(note))[0]
    for number in range(4):
        attach(note, by=priya, files=[made.make_upload(priya, f"{number}.pdf")])
    many, page = questions(browser, address(note))
    assert (many, "3.pdf" in page) == (none, True)


def test_without_files_form_and_note_ask_one_question_about_files(kind, case, note, priya, signed_in):
    browser = signed_in(priya)
    for place in (reverse(f"record_{kind.page}", args=[case.reference]), address(note)):
        with CaptureQueriesContext(connection) as asked:
            browser.get(place)
        assert len([one for one in asked if "notedocument" in one["sql"] or "files_upload" in one["sql"]]) == 1
