"""From the link in the mail, or on the server's screen, to the first page, with the second step required."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal import auth as totp
from django.core import mail
from django.core.management import call_command
from django.db import transaction
from django.urls import reverse
from playwright.sync_api import expect

from emerald.accounts.models import User
from emerald.mail import outbox
from tests.factories.people import make_user
from tests.journeys.accessibility import findings

PASSWORD = "seventeen quiet otters"


@pytest.fixture(autouse=True)
def required(settings):
    settings.REQUIRE_SECOND_FACTOR = True


def newest_code(secret, steps=0):
    """What an authenticator shows now, or so many half minutes from now."""
    now = list(totp.yield_hotp_counters_from_time())[1]
    return totp.format_hotp_value(totp.hotp_value(secret, now + steps))


def walk_in(page, server, link):
    """Given a link, when its owner does what the pages say, then they see the first page; the password is typed where
    it is chosen and nowhere else. Returns the recovery codes."""
    page.goto(server.url + link)
    page.get_by_label("New password", exact=True).fill(PASSWORD)
    page.get_by_label("New password again").fill(PASSWORD)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Set up a second step of sign-in before you carry on.")).to_be_visible()
    page.get_by_text("I cannot scan it").click()
    secret = page.locator("#totp-secret").inner_text()
    assert findings(page) == []
    page.get_by_label("Code").fill(newest_code(secret))
    page.get_by_role("button", name="Set up").click()
    expect(page.locator("main li code")).to_have_count(10)
    codes = page.locator("main li code").all_inner_texts()
    page.goto(server.url + reverse("home"))
    assert page.url == server.url + reverse("home")
    return codes


@pytest.mark.parametrize("role", ["system_administrator", "service_manager"])
def test_the_first_two_people_come_in_by_the_printed_link(live_server, page, capsys, role):
    call_command("appoint_first", role, "ines@emerald.example", "Ines First")
    link = re.search(r"(/account/password/reset/key/\S+/)", capsys.readouterr().out)[1]
    codes = walk_in(page, live_server, link)
    assert all(re.fullmatch(r"\d{8}", code) for code in codes)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert EmailAddress.objects.get(email="ines@emerald.example").verified


def test_somebody_invited_comes_in_by_the_mailed_link(live_server, page, client, settings):
    ruth = make_user(role="system_administrator", name="Ruth Okafor")
    with transaction.atomic():
        nell = User.objects.invite(email="nell@emerald.example", name="Nell Ashby")
    mail.outbox.clear()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.REQUIRE_SECOND_FACTOR = False  # of her who invites, while she does
    client.force_login(ruth)
    client.post(reverse("invite_person", args=[nell.pk]))
    settings.REQUIRE_SECOND_FACTOR = True
    outbox.drain()
    link = re.search(r"(/account/password/reset/key/\S+/)", mail.outbox[0].body)[1]
    walk_in(page, live_server, link)


def test_whoever_has_an_unproven_address_already_comes_in_too(live_server, page):
    priya = make_user(name="Priya Nair")
    priya.set_password(PASSWORD)
    priya.save()
    EmailAddress.objects.create(user=priya, email=priya.email, verified=False, primary=True)
    page.goto(live_server.url + reverse("home"))
    page.get_by_label("E-mail address").fill(priya.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_text("Set up a second step of sign-in before you carry on.")).to_be_visible()
