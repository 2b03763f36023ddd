"""The documents of a case: added, listed, handed out through the door, taken off."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from cases.models import ChronologyEntry, Document
from emerald.accounts.permissions import Right
from emerald.audit.models.access_entry import AccessEntry
from emerald.files.models import StoredFile, Upload
from emerald.guards import NotYet, NotYours
from tests.factories import files as made
from tests.factories.children import make_case
from tests.files.conftest import HARMFUL, clamav, folder, on_disk
from tests.pages.adding_files import add, download, nina, page_of, said
from tests.pages.costs import questions

__all__ = ["clamav", "folder", "nina", "on_disk"]


def test_several_files_are_added_at_once_and_stand_in_the_list_and_the_chronology(case, priya, signed_in):
    browser = signed_in(priya)
    answer = add(
        browser, case, made.sent("One.pdf"), made.sent("Two.png", made.picture("PNG")), note="From the school."
    )
    assert answer.status_code == 302 and said(answer) == "2 files added."
    assert [(one.name, one.needs, one.added_by) for one in case.documents.order_by("pk")] == [
        ("One.pdf", "read_sessions", priya),
        ("Two.png", "read_sessions", priya),
    ]
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


def test_the_same_file_twice_on_a_case_is_told_and_stored_once(
    case, priya, morag, signed_in, on_disk, django_capture_on_commit_callbacks
):
    add(signed_in(priya), case, made.sent(content=made.PDF))
    before = on_disk()
    with django_capture_on_commit_callbacks(execute=True):
        answer = add(signed_in(morag), case, made.sent("Again.pdf", made.PDF), made.sent("New.pdf"))
    assert said(answer) == (
        "1 file added. “Again.pdf” is the same file as “Letter.pdf”, which is on this case already, added by Priya "
        "Nair. It was not stored twice."
    )
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
