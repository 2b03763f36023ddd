"""The documents of a case: added, listed, handed out through the door, taken off; and the files of a session."""

import errno
import os
from uuid import uuid4

import pytest
from django.contrib.messages import get_messages
from django.db import IntegrityError, transaction
from django.urls import reverse

from cases.models import ChronologyEntry, Document
from emerald.accounts.permissions import Right
from emerald.audit.models.access_entry import AccessEntry
from emerald.drafts.models import Draft
from emerald.files.models import StoredFile, Upload
from emerald.guards import NotYet, NotYours
from tests.factories import files as made
from tests.factories.children import make_case
from tests.factories.people import make_user
from tests.factories.posting import date_parts
from tests.factories.sessions import make_session
from tests.files.conftest import HARMFUL, clamav, folder, on_disk
from tests.pages.costs import questions
from tests.pages.form_reader import FormReader

__all__ = ["clamav", "folder", "on_disk"]
ANSWERS = {"kind": "letter", "title": "", "needs": Right.READ_SESSIONS.value, "sharing": "ours", "note": ""}


@pytest.fixture
def nina(team):
    return make_user(role="business_support", name="Nina Bell", teams=[team])


def page_of(browser, address):
    return FormReader(browser.get(address).text).fields


def add(browser, case, *files, then=None, **answers):
    """Open the page, choose files, send; `then` are answers of another time with the same page."""
    address = reverse("add_documents", args=[case.reference])
    return browser.post(address, {**page_of(browser, address), **ANSWERS, **answers, "files": list(files)})


def said(answer):
    return " ".join(str(one) for one in get_messages(answer.wsgi_request))


def download(browser, document):
    return browser.get(reverse("download_document", args=[document.case.reference, document.pk]))


# --- Adding -------------------------------------------------------------------------------------------------------
def test_several_files_are_added_at_once_and_stand_in_the_list_and_the_chronology(case, priya, signed_in):
    browser = signed_in(priya)
    answer = add(browser, case, made.sent("One.pdf"), made.sent("Two.png", made.picture("PNG")),
                 note="From the school.")
    assert answer.status_code == 302 and said(answer) == "2 files added."
    assert [(one.name, one.needs, one.added_by) for one in case.documents.order_by("pk")] == [
        ("One.pdf", "read_sessions", priya), ("Two.png", "read_sessions", priya)]
    page = browser.get(reverse("case_documents", args=[case.reference])).text
    assert "One.pdf" in page and "Two.png" in page and "From the school." in page
    entry = ChronologyEntry.objects.get(kind="documents")
    assert (entry.sentence, entry.needs) == ("2 files added to the documents: letter or e-mail.", "read_sessions")
    assert not Upload.objects.exists()


def test_a_page_without_a_file_asks_for_one(case, priya, signed_in):
    assert "Add at least one file" in add(signed_in(priya), case).text


def test_business_support_adds_letters_and_never_opens_what_is_for_direct_work(case, priya, nina, signed_in):
    secret = made.make_document(case, by=priya, needs=Right.READ_SESSIONS, name="Secret.pdf")
    browser = signed_in(nina)
    assert add(browser, case, made.sent(), needs="read_child").status_code == 302
    assert "Select one of the answers shown" in add(browser, case, made.sent("Other.pdf")).text
    page = browser.get(reverse("case_documents", args=[case.reference])).text
    assert "Letter.pdf" in page and "Secret.pdf" not in page
    assert download(browser, secret).status_code == 403
    assert browser.get(reverse("take_off_document", args=[case.reference, secret.pk])).status_code == 403
    with pytest.raises(NotYours):
        secret.take_off(by=nina, because="x")
    with pytest.raises(NotYours):
        Document.add(case, by=nina, files=[made.make_upload(nina)], kind="letter", needs=Right.READ_SESSIONS)


def test_the_same_file_twice_on_a_case_is_told_and_stored_once(case, priya, morag, signed_in, on_disk,
                                                               django_capture_on_commit_callbacks):
    add(signed_in(priya), case, made.sent(content=made.PDF))
    before = on_disk()
    with django_capture_on_commit_callbacks(execute=True):
        answer = add(signed_in(morag), case, made.sent("Again.pdf", made.PDF), made.sent("New.pdf"))
    assert said(answer) == ("1 file added. “Letter.pdf” is on this case already, added by Priya Nair. "
                            "It was not stored twice.")
    assert case.documents.count() == 2 and len(on_disk() - before) == 1


def test_the_same_file_on_another_case_or_out_of_ones_sight_is_nobodys_business(case, priya, nina, morag, signed_in):
    made.make_document(make_case(manager=morag, lead=priya), by=priya, content=made.PDF)
    made.make_document(case, by=priya, content=made.PDF, needs=Right.READ_SESSIONS)
    answer = add(signed_in(nina), case, made.sent(content=made.PDF), needs="read_child")
    assert said(answer) == "1 file added."


def test_a_document_that_was_taken_off_may_be_added_again(case, priya):
    made.make_document(case, by=priya, content=made.PDF).take_off(by=priya, because="Wrong case.")
    assert made.make_document(case, by=priya, content=made.PDF).was_here is False


# --- Nothing is lost ----------------------------------------------------------------------------------------------
def test_a_file_that_was_fine_survives_a_mistake_in_another_field_and_a_bad_file(case, priya, signed_in):
    browser = signed_in(priya)
    answer = add(browser, case, made.sent("Fine.pdf"), made.sent("Drawing.svg", made.SVG), kind="")
    assert answer.status_code == 200
    assert "SVG pictures can carry programs" in answer.text and "Select what it is" in answer.text
    kept = Upload.objects.get()
    again = FormReader(answer.text)
    assert again.fields["kept_files"] == str(kept.pk)
    answer = browser.post(reverse("add_documents", args=[case.reference]), {**again.fields, **ANSWERS})
    assert answer.status_code == 302
    assert [document.name for document in case.documents.all()] == ["Fine.pdf"]


def test_a_file_that_was_unticked_is_not_attached_and_goes_with_the_draft(case, priya, signed_in, on_disk,
                                                                          django_capture_on_commit_callbacks):
    browser = signed_in(priya)
    again = FormReader(add(browser, case, made.sent("No.pdf"), made.sent("Yes.pdf"), kind="").text).fields
    yes = Upload.objects.get(name="Yes.pdf")
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(reverse("add_documents", args=[case.reference]), {**again, **ANSWERS, "kept_files": yes.pk})
    assert [document.name for document in case.documents.all()] == ["Yes.pdf"]
    assert not Upload.objects.exists() and on_disk() == {yes.file.name}


def test_a_file_waits_with_its_draft_and_is_offered_with_it(case, priya, signed_in):
    browser, address = signed_in(priya), reverse("add_documents", args=[case.reference])
    add(browser, case, made.sent("Waits.pdf"), kind="")
    draft = Draft.of(priya).get()
    assert "Waits.pdf" not in browser.get(address).text
    assert "Waits.pdf" in browser.get(address, {"draft": draft.pk}).text


def test_throwing_a_draft_away_throws_its_files_away(case, priya, signed_in, on_disk,
                                                     django_capture_on_commit_callbacks):
    browser = signed_in(priya)
    add(browser, case, made.sent("Waits.pdf"), kind="")
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(reverse("discard_draft", args=[Draft.of(priya).get().pk]))
    assert not StoredFile.objects.exists() and on_disk() == set()


def test_nobody_attaches_what_somebody_else_brought(case, priya, morag, signed_in):
    upload = made.make_upload(priya, writing=(writing := uuid4()))
    browser, address = signed_in(morag), reverse("add_documents", args=[case.reference])
    answer = browser.post(address, {**page_of(browser, address), **ANSWERS, "draft": writing, "kept_files": upload.pk})
    assert "Add at least one file" in answer.text and "Letter.pdf" not in answer.text


def test_a_file_too_large_is_told_and_the_other_files_and_texts_stay(case, priya, signed_in, settings):
    settings.FILES_LARGEST_MB = 1
    answer = add(signed_in(priya), case, made.sent("Scan.pdf", made.PDF + bytes(3_000_000)), made.sent("Fine.pdf"),
                 note="Kept.")
    assert "“Scan.pdf” is larger than 1 MB" in answer.text
    assert "Fine.pdf" in answer.text and "Kept." in answer.text
    assert [upload.name for upload in Upload.objects.all()] == ["Fine.pdf"]


def test_too_much_at_once_is_told_and_what_came_before_stays(case, priya, signed_in, settings):
    settings.FILES_MB_AT_ONCE = 1
    answer = add(signed_in(priya), case, made.sent("One.pdf", made.PDF + bytes(900_000)),
                 made.sent("Two.pdf", made.PDF + bytes(900_000)))
    assert "“Two.pdf” was not added: together these files are larger than 1 MB" in answer.text
    assert [upload.name for upload in Upload.objects.all()] == ["One.pdf"]


def test_a_full_disk_while_a_file_comes_in_is_told_and_what_was_typed_stays(case, priya, signed_in, monkeypatch):
    def full(*args, **kwargs):
        raise OSError(errno.ENOSPC, "No space left on device")
    browser = signed_in(priya)
    monkeypatch.setattr("emerald.files.incoming.tempfile.NamedTemporaryFile", full)
    answer = add(browser, case, made.sent(), note="Kept.")
    assert answer.status_code == 200
    assert "“Letter.pdf” could not be kept: there is no room for it" in answer.text and "Kept." in answer.text


def test_a_file_never_lies_whole_in_memory(case, priya, signed_in, monkeypatch):
    """Pieces of 64 kB go to a file in the private folder, whatever the size."""
    seen = []
    taken = Upload.keep.__func__
    monkeypatch.setattr(Upload, "keep", classmethod(lambda cls, user, writing, sent: (
        seen.append(os.path.dirname(sent.file.name)), taken(cls, user, writing, sent))[1]))
    add(signed_in(priya), case, made.sent())
    assert [os.path.basename(path) for path in seen] == ["incoming"]


# --- Sent ahead ---------------------------------------------------------------------------------------------------
def ahead(browser, user, place, writing, file=None, **other):
    told = {"place": place, "writing": writing, "person": user.pk, **other} | ({"files": file} if file else {})
    return browser.post(reverse("send_file"), told).json()


def test_the_script_sends_a_file_ahead_and_the_form_attaches_it(case, priya, signed_in):
    browser, address = signed_in(priya), reverse("add_documents", args=[case.reference])
    fields = page_of(browser, address)
    told = ahead(browser, priya, address, fields["draft"], made.sent("Ahead.pdf"))
    assert (told["name"], told["harmful"]) == ("Ahead.pdf", False) and told["words"].startswith("a PDF, ")
    assert browser.post(address, {**fields, **ANSWERS, "kept_files": told["key"]}).status_code == 302
    assert case.documents.get().name == "Ahead.pdf"


@pytest.mark.parametrize(("wrong", "sentence"), [
    ({"place": "/people/"}, "Files cannot be added from this page"), ({"place": "//"}, "Files cannot be added"),
    ({"writing": "x"}, "Files cannot be added"), ({"person": 0}, "somebody else is signed in"),
    ({"file": None}, "No file arrived"), ({"file": ("Drawing.svg", made.SVG)}, "SVG pictures"),
])
def test_a_file_sent_ahead_that_is_not_taken_is_told_in_a_sentence(wrong, sentence, case, priya, signed_in):
    wrong = dict(wrong)
    file = wrong.pop("file", ("Letter.pdf", made.PDF))
    given = {"place": reverse("add_documents", args=[case.reference]), "writing": uuid4()} | wrong
    told = ahead(signed_in(priya), priya, **given, file=made.sent(*file) if file else None)
    assert told["key"] == "" and sentence in told["sentence"]
    assert not Upload.objects.exists()


def test_somebody_whose_role_adds_nothing_sends_nothing_ahead(case, signed_in):
    nobody = make_user(role="system_administrator")
    told = ahead(signed_in(nobody), nobody, reverse("add_documents", args=[case.reference]), uuid4(), made.sent())
    assert told["key"] == "" and not StoredFile.objects.exists()


# --- Handing out --------------------------------------------------------------------------------------------------
def test_a_document_leaves_only_as_a_download_and_the_log_names_it(case, priya, signed_in):
    document = made.make_document(case, by=priya, content=made.PDF, name="Résumé.pdf")
    answer = download(signed_in(priya), document)
    assert b"".join(answer.streaming_content) == made.PDF
    assert answer["Content-Disposition"] == "attachment; filename*=utf-8''R%C3%A9sum%C3%A9.pdf"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert (answer["X-Content-Type-Options"], answer["Cache-Control"]) == ("nosniff", "no-store")
    entry = AccessEntry.objects.get(verb="downloaded")
    assert (entry.subject, entry.subject_id, entry.reference) == ("document", document.pk, case.reference)
    assert "Résumé" not in f"{entry.detail}{entry.why}{entry.page}"


def test_a_document_of_another_case_or_of_none_is_not_there(case, priya, morag, owen, signed_in):
    other = make_case(manager=morag, lead=priya)
    document = made.make_document(other, by=priya)
    assert signed_in(priya).get(reverse("download_document", args=[case.reference, document.pk])).status_code == 404
    assert download(signed_in(owen), document).status_code == 404
    assert not AccessEntry.objects.filter(verb="downloaded").exists()


def test_a_file_that_is_gone_from_the_disk_is_a_sentence_on_the_page(case, priya, signed_in, folder):
    document = made.make_document(case, by=priya)
    for path in (folder / "kept").rglob(document.file.name):
        path.unlink()
    browser = signed_in(priya)
    answer = download(browser, document)
    assert answer.status_code == 302
    assert "not where it should be" in browser.get(answer["Location"]).text
    assert not AccessEntry.objects.filter(verb="downloaded").exists()


def test_a_harmful_file_is_never_handed_out_and_uploader_and_manager_are_told(case, priya, morag, signed_in, clamav):
    answer = add(signed_in(priya), case, made.sent("Trap.pdf", made.PDF + HARMFUL))
    assert "“Trap.pdf” is harmful and was locked away" in said(answer)
    document = case.documents.get()
    for person in (priya, morag):
        browser = signed_in(person)
        page = browser.get(reverse("case_documents", args=[case.reference])).text
        assert "Trap.pdf</bdi>” is harmful (Eicar-Test-Signature)" in page
        assert reverse("download_document", args=[case.reference, document.pk]) + '"' not in page
        assert download(browser, document).status_code == 302
    assert not AccessEntry.objects.filter(verb="downloaded").exists()


def test_a_file_that_waits_for_the_scanner_is_listed_and_not_handed_out(case, priya, signed_in, settings):
    settings.CLAMD = "/nowhere/at/all"
    document = made.make_document(case, by=priya)
    browser = signed_in(priya)
    assert "Waiting to be scanned" in browser.get(reverse("case_documents", args=[case.reference])).text
    answer = browser.get(download(browser, document)["Location"])
    assert "has not been scanned for viruses yet" in answer.text


# --- Taking off ---------------------------------------------------------------------------------------------------
def test_a_document_is_taken_off_with_a_reason_and_stays(case, priya, signed_in, on_disk):
    document, browser = made.make_document(case, by=priya), signed_in(priya)
    address = reverse("take_off_document", args=[case.reference, document.pk])
    assert "Enter why it is taken off" in browser.post(address, page_of(browser, address)).text
    browser.post(address, page_of(browser, address) | {"because": "It belongs to her brother."})
    document.refresh_from_db()
    assert (document.taken_off_by, document.because) == (priya, "It belongs to her brother.")
    page = browser.get(reverse("case_documents", args=[case.reference])).text
    assert "Taken off" in page and "It belongs to her brother." in page
    assert on_disk() == {document.file.name}
    with pytest.raises(NotYet, match="already"):
        document.take_off(by=priya, because="Again.")


def test_the_database_keeps_who_when_and_why_together_and_no_file_twice(case, priya):
    document = made.make_document(case, by=priya)
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.filter(pk=document.pk).update(because="Only why.")
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.filter(pk=document.pk).update(needs=Right.SEE_CASE)
    with pytest.raises(IntegrityError), transaction.atomic():
        StoredFile.objects.filter(pk=document.file_id).update(state="quarantined")


# --- What it costs ------------------------------------------------------------------------------------------------
def test_the_list_asks_the_same_number_of_questions_for_one_document_and_for_many(case, priya, signed_in):
    browser, address = signed_in(priya), reverse("case_documents", args=[case.reference])
    made.make_document(case, by=priya)
    one, _ = questions(browser, address)
    for number in range(5):
        made.make_document(case, by=priya, name=f"{number}.pdf")
    assert questions(browser, address)[0] == one


# --- A session's files --------------------------------------------------------------------------------------------
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
