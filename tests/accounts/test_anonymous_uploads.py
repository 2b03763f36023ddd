"""Somebody who is not signed in: no file of theirs is kept, nothing large is read, and no typed text is lost."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.factories.files import PDF

LARGE = b"x" * (2 * 1024 * 1024 + 1)


@pytest.fixture
def folder(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "private"
    return settings.FILES_ROOT


def form(content=PDF, **more):
    return {"files": SimpleUploadedFile("Letter.pdf", content), "what_happened": "We made a plan.", **more}


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["account_login", "send_file", "save_draft", "account_reset_password", "health"])
def test_a_strangers_file_touches_no_disk_wherever_it_is_sent(page, folder):
    answer = Client(raise_request_exception=False).post(reverse(page), form())
    assert answer.status_code < 500
    assert not folder.exists()


@pytest.mark.django_db
def test_a_stranger_is_refused_what_is_larger_than_any_text(folder):
    for browser in (Client(), Client(headers={"cookie": "sessionid=never-given-out; emerald-device=forged"})):
        answer = browser.post(reverse("account_login"), form(LARGE))
        assert answer.status_code == 400
        assert "larger than Emerald can take in one go" in answer.text
    assert not folder.exists()


def test_a_large_upload_by_a_stranger_is_not_read(db):
    class Unread:
        def read(self, *_):
            raise AssertionError("It was read.")

        readline = read

    client = Client()
    answer = client.generic(
        "POST",
        reverse("account_login"),
        b"x",
        content_type="multipart/form-data; boundary=e",
        **{"CONTENT_LENGTH": str(10**8), "wsgi.input": Unread()},
    )
    assert answer.status_code == 400


@pytest.mark.parametrize("content", [PDF, LARGE], ids=["small", "large"])
def test_somebody_whose_session_ended_keeps_their_text_and_not_their_file(content, case, priya, signed_in, folder):
    browser = signed_in(priya)
    place = reverse("record_session", args=[case.reference])
    browser.get(place)
    browser.session.flush()
    assert "carried" in browser.post(place, form(content)).text
    assert not folder.exists()


def test_somebody_whose_access_ended_is_a_stranger(case, priya, signed_in, folder):
    browser = signed_in(priya)
    priya.is_active = False
    priya.save()
    browser.post(reverse("send_file"), form())
    assert not folder.exists()


def test_somebody_signed_in_sends_files_as_ever(case, priya, signed_in, folder):
    browser = signed_in(priya)
    answer = browser.post(reverse("record_session", args=[case.reference]), form(PDF + b"%" + LARGE))
    assert answer.status_code == 200
    assert [path for path in folder.rglob("*") if path.is_file()]
