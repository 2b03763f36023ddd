"""Whoever comes by a proven link is in, as far as somebody with that password would be, and types it no more."""

import re
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.totp.internal import auth as totp
from django.contrib.auth import SESSION_KEY
from django.urls import reverse
from django.utils import timezone

from emerald.accounts.models import User
from tests.accounts.conftest import Browser
from tests.accounts.test_invitation import NEW, asked_for, choose

SET_UP = "mfa_activate_totp"


@pytest.fixture(autouse=True)
def enforced(settings):
    settings.REQUIRE_SECOND_FACTOR = True


@pytest.fixture
def nell(db, desk, mailbox):
    """Nell has just chosen her password, in `desk`."""
    one = User.objects.invite(email="nell@emerald.example", name="Nell Ashby")
    choose(desk, asked_for(desk, one.email, mailbox))
    return one


def set_up(browser):
    """Where the second step leads that this browser sets up; None where it is asked for something first."""
    page = browser.get(reverse(SET_UP))
    if page.status_code != 200:
        return None
    secret = re.search(r'id="totp-secret"[^>]*>\s*([A-Z2-7 ]+)', page.text)[1].replace(" ", "")
    counter = next(iter(totp.yield_hotp_counters_from_time()))
    return browser.post(reverse(SET_UP), {"code": totp.format_hotp_value(totp.hotp_value(secret, counter))})


def test_the_second_step_and_its_recovery_codes_come_without_the_password(nell, desk):
    assert desk.get(reverse("home"))["Location"] == reverse(SET_UP)
    codes = set_up(desk)["Location"]
    assert codes == reverse("mfa_view_recovery_codes")
    assert desk.get(codes).status_code == 200
    assert desk.get(reverse("home")).status_code == 200


def test_nor_after_a_sign_in_with_the_password(nell):
    browser = Browser()
    browser.sign_in(nell.email, NEW)
    assert set_up(browser)["Location"] == reverse("mfa_view_recovery_codes")


def test_half_an_hour_later_it_is_asked_for(nell, desk, settings):
    settings.IDLE_MINUTES = 60
    settings.SESSION_COOKIE_AGE = 3600
    desk.get(reverse("home"))
    with time_machine.travel(timezone.now() + timedelta(minutes=30)):
        assert set_up(desk) is None


def test_whoever_has_a_second_step_gives_its_code_after_choosing_a_password(nell, desk, mailbox):
    set_up(desk)
    browser = Browser()
    answer = choose(browser, asked_for(browser, nell.email, mailbox), "another quiet otter here")
    assert answer["Location"] == reverse("mfa_authenticate")
    assert SESSION_KEY not in browser.session
    assert browser.get(reverse("home"))["Location"].startswith(reverse("account_login"))


def test_somebody_whose_access_has_ended_is_not_let_in_by_a_link(nell, mailbox):
    browser = Browser()
    mailed = asked_for(browser, nell.email, mailbox)
    User.objects.filter(pk=nell.pk).update(access_ends_on=timezone.localdate() - timedelta(days=1))
    choose(browser, mailed, "another quiet otter here")
    assert SESSION_KEY not in browser.session
