"""The files of a session: brought while recording, or added later."""


from django.urls import reverse

from cases.models import ChronologyEntry
from tests.factories import files as made
from tests.factories.posting import date_parts
from tests.factories.sessions import make_session
from tests.files.conftest import clamav, folder, on_disk
from tests.pages.adding_files import nina, page_of, said
from tests.pages.form_reader import FormReader

__all__ = ["clamav", "folder", "nina", "on_disk"]


SESSION = {"time": "0:01", "place": "School", "work": "safety", "attendance": "held", "child_seen_alone": "yes",
           "what_happened": "We drew."}


def record(browser, case, *files, **answers):
    address = reverse("record_session", args=[case.reference])
    return browser.post(address, {**page_of(browser, address), **SESSION, **date_parts("day"), **answers,
                                  "files": list(files)})


def test_files_brought_while_recording_stand_on_the_session_and_among_the_documents(case, priya, signed_in):
    browser = signed_in(priya)
    answer = record(browser, case, made.sent("Drawing.png", made.picture("PNG")), made.sent("Plan.docx", made.word()))
    assert said(answer) == "Session recorded. 2 files added."
    session = case.sessions.get()
    page = browser.get(reverse("session", args=[case.reference, session.pk])).text
    assert "Drawing.png" in page and "Plan.docx" in page
    assert set(case.documents.values_list("needs", "kind")) == {("read_sessions", "work")}


def test_a_session_without_files_is_recorded_as_before(case, priya, signed_in):
    assert said(record(signed_in(priya), case)) == "Session recorded."
    assert not case.documents.exists()


def test_a_mistake_in_a_session_loses_neither_its_files_nor_its_words(case, priya, signed_in):
    browser = signed_in(priya)
    answer = record(browser, case, made.sent("Drawing.png", made.picture("PNG")), place="")
    assert "Enter where the session was" in answer.text and "We drew." in answer.text
    again = FormReader(answer.text).fields | {"place": "School", "what_happened": "We drew."}
    browser.post(reverse("record_session", args=[case.reference]), again)
    assert case.sessions.get().attached.get().document.name == "Drawing.png"


def test_files_are_added_to_a_session_later_also_when_it_is_locked(case, priya, signed_in):
    session, browser = make_session(case, by=priya), signed_in(priya)
    address = reverse("add_session_files", args=[case.reference, session.pk])
    assert "Add at least one file" in browser.post(address, page_of(browser, address)).text
    answer = browser.post(address, page_of(browser, address) | {"files": made.sent(content=made.PDF)})
    assert said(answer) == "1 file added."
    again = browser.post(address, page_of(browser, address) | {"files": made.sent("Twice.pdf", made.PDF)})
    assert "is on this case already" in said(again)
    assert session.attached.count() == 1
    assert ChronologyEntry.objects.filter(sentence="1 file added to a session: made in direct work.").exists()
