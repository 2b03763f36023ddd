"""A password is long enough, not too long to be hashed in peace, and not one that many people use."""

import random
import string
import time
from contextlib import suppress

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import override_settings
from django.urls import reverse

from emerald.accounts.passwords import LONGEST, PBKDF2, Argon2
from tests.accounts.conftest import Browser
from tests.factories.people import PASSWORD

A_MEGABYTE = "a word " * 150_000
TOO_LONG = "Password must be 128 characters or fewer"


@pytest.fixture
def real_hashes():
    """The hashes of production: what is too long must never come as far as these."""
    with override_settings(PASSWORD_HASHERS=["emerald.accounts.passwords.Argon2"]):
        yield


@pytest.mark.parametrize("hasher", [Argon2(), PBKDF2()])
def test_the_hash_itself_refuses_what_is_too_long(hasher):
    with pytest.raises(ValueError, match="128"):
        hasher.encode("x" * (LONGEST + 1), "salt" * 6)
    known = hasher.encode("x" * LONGEST, "salt" * 6)
    assert hasher.verify("x" * LONGEST, known)
    assert not hasher.verify("x" * (LONGEST + 1), known)
    assert not hasher.verify(A_MEGABYTE, known)


@pytest.mark.parametrize("email", ["known", "nobody@emerald.example"])
def test_a_megabyte_at_sign_in_is_answered_in_a_sentence(real_hashes, desk, priya, email):
    page = desk.sign_in(priya.email if email == "known" else email, A_MEGABYTE)
    assert TOO_LONG in page.text


def test_a_megabyte_when_the_password_is_asked_again_or_changed(real_hashes, at_work, priya):
    desk = at_work(priya)
    assert TOO_LONG in desk.post(reverse("account_reauthenticate"), {"password": A_MEGABYTE}).text
    answer = desk.post(
        reverse("account_change_password"), {"oldpassword": A_MEGABYTE, "password1": "x" * 129, "password2": "x" * 129}
    )
    assert answer.text.count(TOO_LONG) >= 3


@pytest.mark.parametrize(
    "easy",
    [
        "password12345678",
        "qwertyuiopasdfghjkl",
        "aaaaaaaaaaaaaaaaaa",
        "iloveyou1234567",
        "passwordpassword",
        "P@ssw0rd20262026",
        "abcdefghijklmnopqr",
        "letmein letmein letmein",
        "manchesterunited1",
        "Emerald123456789",
    ],
)
def test_what_many_people_use_is_refused_with_a_sentence(db, priya, easy):
    with pytest.raises(ValidationError, match="easy to guess"):
        validate_password(easy, priya)


@pytest.mark.parametrize("good", [PASSWORD, "seventeen quiet otters", "x9! kettle Umbria fjord"])
def test_a_few_words_that_do_not_belong_together_are_taken(db, priya, good):
    validate_password(good, priya)


def test_a_password_of_any_length_is_looked_at_at_once(priya):
    chance = random.Random(7)
    for alphabet in (string.ascii_lowercase, "ab", "1", string.printable):
        for length in (15, 72, LONGEST):
            began = time.monotonic()
            with suppress(ValidationError):
                validate_password("".join(chance.choice(alphabet) for _ in range(length)), priya)
            assert time.monotonic() - began < 2


def test_the_page_says_why_a_password_is_refused(desk, priya):
    desk.sign_in(priya.email)
    page = desk.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": "passwordpassword", "password2": "passwordpassword"},
    )
    assert "This password is easy to guess" in page.text
    assert Browser().sign_in(priya.email).status_code == 302
