"""What a person sees when something went wrong, and that what they typed is given back."""

import re
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.pages.small_site")]

TYPED = {"account": "She said\n  “not again” & left", "postcode": "S1 2HH", "email": "carer@example.org"}
SECRET = {"password": "correct horse", "mfa_code": "123456", "csrfmiddlewaretoken": "x" * 64, "login": "p@e.org"}


@pytest.fixture
def signed_in(client, priya):
    client.force_login(priya)
    client.raise_request_exception = False
    return client


def bare(page):
    """The page without what differs by request: nonces and tokens."""
    return re.sub(r'(nonce|value)="[^"]+"', "", page)


@pytest.mark.parametrize(("name", "status"), [("forbidden", 403), ("absent", 404), ("broken", 500)])
def test_what_was_typed_is_given_back(signed_in, name, status):
    answer = signed_in.post(reverse(name), TYPED | SECRET | {"once": "machine-made", "version": "17"})
    assert answer.status_code == status
    assert "Nothing you typed is saved. Copy it from here." in answer.text
    assert "She said&#10;  “not again” &amp; left" in answer.text and "S1 2HH" in answer.text
    assert "carer@example.org" in answer.text
    for secret in [*SECRET.values(), "machine-made"]:
        assert secret not in answer.text


def test_nothing_is_given_back_where_nothing_was_typed(signed_in):
    assert "Nothing you typed" not in signed_in.get(reverse("absent")).text
    assert "Nothing you typed" not in signed_in.post(reverse("absent"), {"account": " "}).text


def test_a_form_from_before_signing_in_again_gives_its_text_back(priya):
    client = Client(enforce_csrf_checks=True)
    client.force_login(priya)
    answer = client.post(reverse("components_form"), TYPED)
    assert answer.status_code == 403
    assert "She said&#10;" in answer.text and "was out of date" in answer.text
    assert "carer@example.org" in answer.text


def test_a_refusal_says_who_may(signed_in):
    assert escape("Only Team North’s managers can open this.") in signed_in.get(reverse("forbidden")).text


@pytest.mark.parametrize("method", ["get", "post"])
def test_what_one_may_not_see_and_what_does_not_exist_look_the_same(signed_in, method):
    hidden = getattr(signed_in, method)(reverse("absent"))
    absent = getattr(signed_in, method)("/no/such/page/")
    assert hidden.status_code == absent.status_code == 404
    assert "EM-0042" not in hidden.text
    same = bare(hidden.text).replace(reverse("absent"), "") == bare(absent.text).replace("/no/such/page/", "")
    assert same


def test_too_much_at_once_is_answered_in_a_sentence(signed_in, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
    answer = signed_in.post(reverse("reads"), {"account": "x" * 100})
    assert answer.status_code == 400
    assert "larger than Emerald can take in one go" in answer.text


def test_too_many_answers_are_answered_in_a_sentence(signed_in, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 2
    answer = signed_in.post(
        reverse("reads"), urlencode(TYPED | {"a": "x", "b": "y"}), content_type="application/x-www-form-urlencoded"
    )
    assert (answer.status_code, "larger than Emerald" in answer.text) == (400, True)
    assert "She said&#10;" in answer.text


@pytest.mark.parametrize("percents", [True, False], ids=["as percents", "raw"])
def test_a_form_in_another_encoding_is_answered_in_a_sentence_with_its_text(signed_in, percents):
    body = urlencode(TYPED, encoding="utf-16") if percents else "&".join(f"{key}={text}" for key, text in TYPED.items())
    body = body.encode("ascii" if percents else "utf-16")
    kind = "application/x-www-form-urlencoded; charset=utf-16"
    answer = signed_in.generic("POST", reverse("reads"), body, content_type=kind)
    assert (answer.status_code, "could not be read" in answer.text) == (400, True)
    assert "not again" in answer.text


def test_a_wrong_host_is_answered_without_a_person(client):
    client.raise_request_exception = False
    answer = client.get("/", headers={"host": "elsewhere.example"})
    assert (answer.status_code, "could not be read" in answer.text) == (400, True)


def test_the_page_for_a_fault_of_ours_needs_no_database(client, monkeypatch):
    client.raise_request_exception = False
    asked = []
    with connection.execute_wrapper(lambda execute, sql, *rest: asked.append(sql) or execute(sql, *rest)):
        answer = client.post(reverse("broken_for_all"), TYPED)
    assert answer.status_code == 500
    assert "This is Emerald’s fault" in answer.text and "Tamsin" not in answer.text
    assert not [sql for sql in asked if "SAVEPOINT" not in sql]
