"""Who gets in, who does not, and what the page says."""

import datetime

import pytest
from django.contrib.auth import hashers
from django.urls import reverse
from django.utils import timezone

from emerald.accounts.models import User
from emerald.audit.models import AccessEntry
from tests.accounts.conftest import Browser
from tests.days import Later
from tests.factories.people import PASSWORD, make_user

WRONG = "The e-mail address or the password is not right"


def test_the_right_password_opens_the_first_page(desk, priya):
    assert desk.sign_in(priya.email)["Location"] == reverse("home")


def test_the_address_may_be_typed_in_capitals(desk, priya):
    assert desk.sign_in(priya.email.upper()).status_code == 302


def test_sign_in_goes_on_to_the_page_asked_for(desk, priya):
    answer = desk.post("/account/login/?next=/people/who-may-do-what/", {"login": priya.email, "password": PASSWORD})
    assert answer["Location"] == "/people/who-may-do-what/"


def test_sign_in_goes_nowhere_outside(desk, priya):
    answer = desk.post("/account/login/?next=https://elsewhere.example/", {"login": priya.email, "password": PASSWORD})
    assert answer["Location"] == reverse("home")


@pytest.mark.parametrize("known", [True, False])
def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(desk, priya, known):
    answer = desk.sign_in(priya.email if known else "nobody@emerald.example", "wrong")
    assert answer.status_code == 200
    assert WRONG in answer.text


@pytest.mark.parametrize("known", [True, False])
def test_an_unknown_address_costs_as_much_hashing_as_a_known_one(settings, monkeypatch, db, known):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    user = make_user()
    worked = []
    for method in ("encode", "verify"):
        genuine = getattr(hashers.Argon2PasswordHasher, method)
        monkeypatch.setattr(
            hashers.Argon2PasswordHasher,
            method,
            lambda self, *args, genuine=genuine: worked.append(1) or genuine(self, *args),
        )
    Browser().sign_in(user.email if known else "nobody@emerald.example", "wrong")
    assert len(worked) == 1


def test_passwords_are_kept_as_argon2(settings, db):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    assert make_user().password.startswith("argon2$argon2id$")


@pytest.mark.parametrize(
    "facts",
    [{"is_active": False}, {"access_ends_on": Later(lambda: timezone.localdate() - datetime.timedelta(days=1))}],
)
def test_whose_access_has_ended_is_told_so_and_not_let_in(desk, db, facts):
    answer = desk.sign_in(make_user(**facts).email)
    assert answer["Location"] == reverse("account_inactive")
    assert "Your access to Emerald has ended" in desk.get(answer["Location"]).text
    assert desk.get(reverse("home")).status_code == 302


def test_somebody_may_enter_on_their_last_day(desk, db):
    assert desk.sign_in(make_user(access_ends_on=timezone.localdate()).email)["Location"] == reverse("home")


def test_an_ended_account_is_not_given_away_by_a_wrong_password(desk, db):
    assert WRONG in desk.sign_in(make_user(is_active=False).email, "wrong").text


def test_nobody_signs_themselves_up(desk, db):
    answer = desk.post(
        reverse("account_signup"), {"email": "new@emerald.example", "password1": PASSWORD, "password2": PASSWORD}
    )
    assert "Accounts are made by an administrator" in answer.text
    assert not User.objects.has_account("new@emerald.example")


def test_the_session_gets_a_new_key_at_sign_in(desk, priya):
    desk.get("/account/login/")
    session = desk.session
    session.save()
    before = session.session_key
    desk.sign_in(priya.email)
    assert desk.session.session_key != before


@pytest.mark.parametrize(
    "name",
    [
        "account_email",
        "account_confirm_email",
        "account_set_password",
        "mfa_list_webauthn",
        "account_request_login_code",
    ],
)
def test_pages_of_the_library_nobody_asked_for_do_not_exist(name):
    with pytest.raises(Exception, match="Reverse for"):
        reverse(name)


def test_the_way_to_sign_in_stands_in_the_access_log(desk, priya):
    desk.sign_in(priya.email, "wrong")
    desk.sign_in(priya.email)
    assert sorted(_verbs_about(priya)) == ["sign-in failed", "signed in"]


def _verbs_about(user):
    return AccessEntry.objects.filter(subject="account", subject_id=user.pk).values_list("verb", flat=True)
