"""Sign-in from end to end, with a second step required and a mail server that asks for encryption and a password."""

import re
from urllib.parse import quote

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP
from django.core.management import call_command
from playwright.sync_api import expect

from emerald.accounts.models import AccountChange, User
from emerald.mail.server_url import mail_settings
from tests.factories.people import PASSWORD, make_team, make_user
from tests.journeys.somebody import SET_UP, Somebody, Telephone
from tests.mail.smtp_server import PASSWORD as SERVERS_PASSWORD
from tests.mail.smtp_server import USER, StrictMailServer, certificate

NEW, NEWER = "seventeen quiet otters", "another quiet otter here"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
WED = "nell.ashby-moor@emerald.example"


@pytest.fixture(autouse=True)
def as_in_production(settings, live_server, tmp_path, monkeypatch):
    """A second step for everybody; links to the address of the site; telephones whose clocks may be wrong."""
    settings.REQUIRE_SECOND_FACTOR, settings.MFA_TOTP_TOLERANCE = True, 40
    settings.SITE_ADDRESS = live_server.url
    settings.DEFAULT_FROM_EMAIL = "Emerald <emerald@council.example>"
    pem = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    with StrictMailServer(pem) as server:
        url = f"smtp+tls://{quote(USER, safe='')}:{quote(SERVERS_PASSWORD, safe='')}@localhost:{server.port}"
        for name, value in mail_settings(url).items():
            setattr(settings, name, value)
        yield server


@pytest.fixture
def somebody(browser, live_server, as_in_production, problems):
    """`somebody("nell@emerald.example")`: with a browser of their own."""
    windows = []

    def one(email):
        windows.append(browser.new_context())
        page = windows[-1].new_page()
        page.on("pageerror", lambda error: problems.append(str(error)))
        return Somebody(page, live_server.url, as_in_production.mails, email)

    yield one
    for window in windows:
        window.close()
    assert problems == []


@pytest.fixture
def at_work(somebody):
    """`at_work(role, name)`: somebody who has worked here for long, signed in."""

    def one(role, name, teams=()):
        user = make_user(role=role, name=name, teams=teams)
        TOTP.activate(user, SECRET)
        person = somebody(user.email)
        person.user, person.password, person.telephone = user, PASSWORD, Telephone(SECRET)
        person.sign_in()
        return person

    return one


def ask_why(person, button="Ask for it"):
    person.page.get_by_label(re.compile("Why")).fill("She asked for it, and I rang her back.")
    person.presses(button)
    expect(person.page.get_by_text("It waits for a service manager to approve it.")).to_be_visible()


def test_invited_by_an_administrator_who_came_by_the_printed_link(somebody, capsys):
    call_command("appoint_first", "system_administrator", "ines@emerald.example", "Ines First")
    ines, nell = somebody("ines@emerald.example"), somebody("nell@emerald.example")
    ines.choose_password(re.search(rf"{ines.site}/\S+", capsys.readouterr().out)[0], NEW)
    ines.set_up_second_step()

    ines.opens("add_person")
    ines.page.get_by_label("Full name").fill("Nell Ashby")
    ines.page.get_by_label("Work e-mail address").fill(nell.email)
    ines.presses("Add")
    ines.presses("Send the link")
    expect(ines.page.get_by_text("Waiting to be sent")).to_be_visible()

    nell.choose_password(nell.link(), NEW)
    nell.set_up_second_step()
    nell.is_in()
    assert nell.newest_mail()[0] == "A second step was set up for Emerald"
    assert EmailAddress.objects.get(user__email=nell.email).verified
    ines.page.reload()
    expect(ines.page.get_by_text("Waiting to be sent")).to_have_count(0)
    expect(ines.page.get_by_text("A link to choose a password", exact=True)).to_be_visible()

    nell.sign_out()
    nell.sign_in()


def test_a_forgotten_password(at_work):
    nell = at_work("caseworker", "Nell Ashby")
    nell.sign_out()
    nell.go("account_login")
    nell.page.get_by_role("link", name="Forgotten your password?").click()
    nell.page.get_by_label("E-mail address").fill(nell.email)
    nell.presses("Send the link")
    nell.choose_password(nell.link(), NEWER)
    nell.give_code()
    nell.is_in()
    assert nell.newest_mail()[0] == "Your password for Emerald was changed"
    nell.sign_out()
    nell.type_password(PASSWORD)
    expect(nell.page.get_by_text("The e-mail address or the password is not right.").first).to_be_visible()
    nell.sign_in()


def test_a_lost_telephone(at_work):
    team = make_team(name="Emerald North")
    nell = at_work("caseworker", "Nell Ashby", [team])
    nell.go("mfa_generate_recovery_codes")
    nell.give_code()
    nell.presses(re.compile("Make|New|Generate"))
    code = nell.page.locator("main li code").first.inner_text()
    nell.sign_out()
    nell.type_password()
    nell.give_code(code)
    nell.is_in()

    ruth, sunita = at_work("system_administrator", "Ruth Okafor"), at_work("service_manager", "Sunita Rao", [team])
    ruth.opens("remove_second_step", nell.user.pk)
    ask_why(ruth)
    assert "waits for approval" in nell.newest_mail()[0]
    sunita.approves(AccountChange.objects.get())
    nell.is_out()
    nell.type_password()
    nell.set_up_second_step()
    nell.is_in()
    nell.sign_out()
    nell.sign_in()


def test_somebody_renamed(at_work):
    team = make_team(name="Emerald North")
    nell = at_work("caseworker", "Nell Ashby", [team])
    ruth, sunita = at_work("system_administrator", "Ruth Okafor"), at_work("service_manager", "Sunita Rao", [team])
    ruth.opens("change_person", nell.user.pk)
    ruth.page.get_by_label("Full name").fill("Nell Ashby-Moor")
    ruth.page.get_by_label("Work e-mail address").fill(WED)
    ask_why(ruth, re.compile("Save"))
    sunita.approves(AccountChange.objects.get())
    subject, _ = nell.newest_mail()  # at the old address
    assert subject == "A change to an account of Emerald was approved"
    nell.is_out()
    nell.email = WED
    nell.sign_in()
    expect(nell.page.get_by_text("Nell Ashby-Moor").first).to_be_visible()


def test_somebody_who_left_and_returns(at_work):
    team = make_team(name="Emerald North")
    nell = at_work("caseworker", "Nell Ashby", [team])
    ruth, sunita = at_work("system_administrator", "Ruth Okafor"), at_work("service_manager", "Sunita Rao", [team])
    ruth.opens("end_access", nell.user.pk)
    ruth.page.get_by_label("Now").check()
    ruth.presses(re.compile("End"))
    nell.is_out()
    nell.type_password()
    assert "/account/inactive/" in nell.page.url

    ruth.opens("give_access_back", nell.user.pk)
    ask_why(ruth)
    sunita.approves(AccountChange.objects.get())
    nell.choose_password(nell.link(), NEWER)
    expect(nell.page.get_by_text(SET_UP)).to_be_visible()
    nell.set_up_second_step()
    nell.is_in()
    assert User.objects.get(pk=nell.user.pk).role == ""
