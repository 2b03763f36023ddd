"""Guessing at passwords is stopped, and nobody innocent is locked out with it."""

import datetime

import pytest
from allauth.account import app_settings
from allauth.core.internal.ratelimit import parse_rates
from axes.models import AccessAttempt
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from emerald.accounts.invitation import link
from emerald.accounts.models import User
from emerald.accounts.throttling import TRIES, WAIT
from tests.accounts.conftest import Browser, at_the_same_moment
from tests.factories.people import make_user

COUNCIL = "198.51.100.1"
ELSEWHERE = "203.0.113.99"
TOO_MANY = "There were too many wrong tries. Wait 15 minutes"


def guess_at(email, *, times=TRIES, browser=None, address=ELSEWHERE):
    browser = browser or Browser(address)
    return [browser.sign_in(email, f"guess {number}") for number in range(times)][-1]


def minutes_pass(minutes):
    AccessAttempt.objects.update(attempt_time=timezone.now() - datetime.timedelta(minutes=minutes))


@pytest.fixture
def priyas_desk(priya):
    """A browser Priya has signed in from before."""
    browser = Browser(COUNCIL)
    browser.sign_in(priya.email)
    browser.forget_session()
    return browser


def test_a_guesser_is_stopped_after_five_tries_and_told_how_long_to_wait(priya):
    answer = guess_at(priya.email)
    assert answer.status_code == 429
    assert TOO_MANY in answer.text


def test_a_guesser_is_not_let_in_by_the_right_password_while_waiting(priya):
    stranger = Browser(ELSEWHERE)
    guess_at(priya.email, browser=stranger)
    assert stranger.sign_in(priya.email).status_code == 429


def test_the_fourth_wrong_try_still_gets_the_ordinary_answer(priya):
    assert guess_at(priya.email, times=TRIES - 1).status_code == 200


def test_the_wait_is_over_after_fifteen_minutes(priya):
    guess_at(priya.email)
    minutes_pass(15.1)
    assert Browser(ELSEWHERE).sign_in(priya.email).status_code == 302


def test_the_wait_counts_down(priya):
    guess_at(priya.email)
    minutes_pass(11)
    assert "Wait 4 minutes" in Browser(ELSEWHERE).sign_in(priya.email, "again").text


def test_trying_while_waiting_does_not_make_the_wait_longer(priya):
    guess_at(priya.email)
    minutes_pass(11)
    guess_at(priya.email, times=3)
    assert "Wait 4 minutes" in Browser(ELSEWHERE).sign_in(priya.email, "again").text


def test_new_addresses_and_browsers_give_a_guesser_no_new_tries(priya):
    for number in range(TRIES):
        Browser(f"192.0.2.{number}", HTTP_X_NUMBER=str(number)).sign_in(priya.email, "guess")
    assert Browser("192.0.2.200").sign_in(priya.email, "guess").status_code == 429


@pytest.mark.parametrize("email", ["nobody@emerald.example", None])
def test_the_answer_to_a_guesser_is_the_same_for_an_address_without_account(priya, email):
    answer = guess_at(email or priya.email)
    assert (answer.status_code, TOO_MANY in answer.text) == (429, True)


def test_guessing_from_elsewhere_never_locks_the_owner_out_at_their_own_desk(priya, priyas_desk):
    guess_at(priya.email)
    assert priyas_desk.sign_in(priya.email).status_code == 302


def test_guessing_from_the_council_itself_never_locks_the_owner_out_at_their_own_desk(priya, priyas_desk):
    guess_at(priya.email, address=COUNCIL)
    assert priyas_desk.sign_in(priya.email).status_code == 302


def test_one_guesser_at_the_council_never_locks_out_colleagues_behind_the_same_address(priya, db):
    guess_at(priya.email, address=COUNCIL, times=20)
    assert Browser(COUNCIL).sign_in(make_user().email).status_code == 302


def test_the_owners_own_desk_has_its_own_limit(priya, priyas_desk):
    assert guess_at(priya.email, browser=priyas_desk).status_code == 429
    assert priyas_desk.sign_in(priya.email).status_code == 429


def test_a_desk_that_ran_out_of_tries_does_not_lock_its_owner_out_elsewhere(priya, priyas_desk):
    guess_at(priya.email, browser=priyas_desk)
    assert Browser(ELSEWHERE).sign_in(priya.email).status_code == 302


def test_a_browser_known_to_one_person_gives_no_extra_tries_at_another(priya, priyas_desk, db):
    owen = make_user()
    guess_at(owen.email)
    assert priyas_desk.sign_in(owen.email).status_code == 429


def test_a_forged_mark_of_a_known_browser_is_worth_nothing(priya):
    guess_at(priya.email)
    forger = Client(REMOTE_ADDR=ELSEWHERE)
    forger.cookies["emerald-device"] = "forged:mark"
    assert forger.post("/account/login/", {"login": priya.email, "password": "x"}).status_code == 429


def test_two_people_at_one_desk_are_both_known_there(priya, priyas_desk, db):
    ben = make_user()
    priyas_desk.sign_in(ben.email)
    priyas_desk.forget_session()
    guess_at(ben.email)
    guess_at(priya.email)
    assert priyas_desk.sign_in(ben.email).status_code == 302
    priyas_desk.forget_session()
    assert priyas_desk.sign_in(priya.email).status_code == 302


def test_signing_in_gives_the_tries_back(priya):
    browser = Browser(ELSEWHERE)
    guess_at(priya.email, browser=browser, times=TRIES - 1)
    browser.sign_in(priya.email)
    browser.forget_session()
    assert guess_at(priya.email, browser=browser, times=TRIES - 1).status_code == 200


def spray(address, times=60):
    for number in range(times):
        Browser(address).sign_in(f"spray{number}@emerald.example", "Winter2026!")


@pytest.mark.parametrize("address", [COUNCIL, ELSEWHERE, "127.0.0.1"])
def test_trying_many_accounts_from_an_address_locks_nobody_else_out_behind_it(priya, address):
    spray(address)
    assert Browser(address).sign_in(priya.email).status_code == 302


def test_trying_many_accounts_is_told_on_operations(at_work, ruth):
    spray(ELSEWHERE, times=19)
    assert "one password at many accounts" not in at_work(ruth).get(reverse("operations")).text
    spray(ELSEWHERE, times=20)
    assert "20. Somebody may be trying one password at many accounts" in at_work(ruth).get(reverse("operations")).text
    minutes_pass(61)
    assert "one password at many accounts" not in at_work(ruth).get(reverse("operations")).text


def test_no_limit_of_the_library_counts_by_address():
    """Behind one address sits a whole council; behind a proxy nobody told Emerald of, everybody."""
    limits = [rate for said in app_settings.RATE_LIMITS.values() for rate in parse_rates(said)]
    assert {rate.per for rate in limits} == {"user", "key"}


def test_a_room_full_of_newcomers_chooses_passwords_at_once(db, client):
    for user in [make_user() for _ in range(25)]:
        answer = client.get(link(user), REMOTE_ADDR=COUNCIL, follow=True)
        assert (answer.status_code, "too often" in answer.text) == (200, False)


def test_nothing_typed_is_kept_with_the_counting(priya):
    guess_at(priya.email, times=1)
    kept = AccessAttempt.objects.get()
    assert "guess" not in kept.post_data
    assert priya.email not in kept.post_data


def test_five_tries_and_a_quarter_of_an_hour(settings):
    assert TRIES == settings.AXES_FAILURE_LIMIT == 5
    assert WAIT == settings.AXES_COOLOFF_TIME == datetime.timedelta(minutes=15)


@pytest.mark.django_db(transaction=True)
def test_many_guesses_at_the_same_moment_are_still_five(monkeypatch):
    user = make_user()
    looked_at = []
    genuine = User.check_password
    monkeypatch.setattr(User, "check_password", lambda self, said: looked_at.append(said) or genuine(self, said))
    guesses = [lambda number=number: Browser(ELSEWHERE).sign_in(user.email, f"guess {number}") for number in range(12)]
    answers = at_the_same_moment(*guesses)
    assert len(looked_at) == TRIES
    assert sorted(answer.status_code for answer in answers) == [200] * (TRIES - 1) + [429] * (12 - TRIES + 1)


def test_neither_where_somebody_wanted_to_go_nor_what_else_was_sent_is_kept(priya):
    browser = Client()
    browser.post(
        "/account/login/?next=/cases/%3Fq=Tamsin&said=Quillfeather",
        {"login": priya.email, "password": "wrong", "note": "Tamsin Quillfeather"},
    )
    attempt = AccessAttempt.objects.get()
    assert (attempt.get_data, attempt.post_data, attempt.path_info) == ("", "", "/account/login/")
