"""A file on its way to a case: with a mistake beside it, too large, with a draft, sent ahead by the script."""

import errno
import os
from uuid import uuid4

import pytest
from django.urls import reverse

from emerald.drafts.models import Draft
from emerald.files.models import StoredFile, Upload
from tests.factories import files as made
from tests.factories.people import make_user
from tests.files.conftest import clamav, folder, on_disk
from tests.pages.adding_files import ANSWERS, add, nina, page_of
from tests.pages.form_reader import FormReader

__all__ = ["clamav", "folder", "nina", "on_disk"]


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


def test_a_file_that_was_unticked_is_not_attached_and_goes_with_the_draft(
    case, priya, signed_in, on_disk, django_capture_on_commit_callbacks
):
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


def test_throwing_a_draft_away_throws_its_files_away(
    case, priya, signed_in, on_disk, django_capture_on_commit_callbacks
):
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
    answer = add(
        signed_in(priya), case, made.sent("Scan.pdf", made.PDF + bytes(3_000_000)), made.sent("Fine.pdf"), note="Kept."
    )
    assert "“Scan.pdf” is larger than 1 MB" in answer.text
    assert "Fine.pdf" in answer.text and "Kept." in answer.text
    assert [upload.name for upload in Upload.objects.all()] == ["Fine.pdf"]


def test_too_much_at_once_is_told_and_what_came_before_stays(case, priya, signed_in, settings):
    settings.FILES_MB_AT_ONCE = 1
    answer = add(
        signed_in(priya),
        case,
        made.sent("One.pdf", made.PDF + bytes(900_000)),
        made.sent("Two.pdf", made.PDF + bytes(900_000)),
    )
    assert "“Two.pdf” was not added: together these files are larger than 1 MB" in answer.text
    assert [upload.name for upload in Upload.objects.all()] == ["One.pdf"]


def test_a_full_disk_while_a_file_comes_in_is_told_and_what_was_typed_stays(case, priya, signed_in, monkeypatch):
    def full(*args, **kwargs):
        raise OSError(errno.ENOSPC, "No space left on device")

    browser = signed_in(priya)
    monkeypatch.setattr("emerald.files.upload_handler.tempfile.NamedTemporaryFile", full)
    answer = add(browser, case, made.sent(), note="Kept.")
    assert answer.status_code == 200
    assert "“Letter.pdf” could not be kept: there is no room for it" in answer.text and "Kept." in answer.text


def test_a_file_never_lies_whole_in_memory(case, priya, signed_in, monkeypatch):
    """Pieces of 64 kB go to a file in the private folder, whatever the size."""
    seen = []
    taken = Upload.store.__func__
    monkeypatch.setattr(
        Upload,
        "store",
        classmethod(
            lambda cls, user, writing, sent: (
                seen.append(os.path.dirname(sent.file.name)),
                taken(cls, user, writing, sent),
            )[1]
        ),
    )
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


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"place": "/people/"}, "Files cannot be added from this page"),
        ({"place": "//"}, "Files cannot be added"),
        ({"writing": "x"}, "Files cannot be added"),
        ({"person": 0}, "somebody else is signed in"),
        ({"file": None}, "No file arrived"),
        ({"file": ("Drawing.svg", made.SVG)}, "SVG pictures"),
    ],
)
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
