"""The link with which somebody chooses a password: to them, once, and with the same answer for everybody."""

import re

import pytest
from django.urls import reverse

from emerald.accounts.models import User
from emerald.audit.models import AccessEntry
from tests.accounts.conftest import Browser
from tests.accounts.test_throttling import guess_at
from tests.factories.people import PASSWORD

NEW = "seventeen quiet otters"
NO_MAIL = "django.core.mail.backends.dummy.EmailBackend"


@pytest.fixture
def nell(db):
    return User.objects.invite(email="nell@emerald.example", name="Nell O’Ashby")


def choose(desk, link, password=NEW):
    path = re.search(r"(/account/password/reset/key/\S+?/)", link)[1]
    form = desk.get(path)
    return desk.post(form.headers.get("Location", path), {"password1": password, "password2": password})


def asked_for(desk, email, mailbox):
    desk.post(reverse("account_reset_password"), {"email": email})
    return mailbox[-1].body


def test_with_mail_the_link_goes_to_the_person_and_is_not_shown(at_work, ruth, nell, mailbox):
    page = at_work(ruth).post(reverse("invite_person", args=[nell.pk]), follow=True)
    assert "/key/" not in page.text
    assert [(one.to, "Hello Nell O’Ashby" in one.body) for one in mailbox] == [(["nell@emerald.example"], True)]


def test_without_mail_the_link_is_shown_and_that_is_written_down(at_work, ruth, nell, settings):
    settings.EMAIL_BACKEND = NO_MAIL
    page = at_work(ruth).post(reverse("invite_person", args=[nell.pk]))
    assert "/account/password/reset/key/" in page.text
    assert AccessEntry.objects.get(subject="password link").detail == "shown"


def test_the_link_chooses_the_password_and_the_person_signs_in(at_work, ruth, nell, mailbox, desk):
    at_work(ruth).post(reverse("invite_person", args=[nell.pk]))
    assert choose(desk, mailbox[0].body)["Location"] == reverse("home")
    assert desk.get(reverse("my_account")).status_code == 200
    assert Browser().sign_in(nell.email, NEW)["Location"] == reverse("home")


def test_the_link_works_once(at_work, ruth, nell, mailbox, desk):
    at_work(ruth).post(reverse("invite_person", args=[nell.pk]))
    choose(desk, mailbox[0].body)
    choose(Browser(), mailbox[0].body, "another quiet otter here")
    assert Browser().sign_in(nell.email, "another quiet otter here").status_code == 200


def test_a_used_link_says_that_it_no_longer_works(priya, mailbox, desk):
    link = asked_for(desk, priya.email, mailbox)
    choose(desk, link)
    assert "This link no longer works" in Browser().get(re.search(r"(/account/\S+?/)\s", link)[1]).text


def test_a_short_password_is_refused_in_a_sentence(priya, mailbox, desk):
    assert "at least 15 characters" in choose(desk, asked_for(desk, priya.email, mailbox), "short").text


@pytest.mark.parametrize("known", [True, False])
def test_a_known_and_an_unknown_address_get_the_same_answer_and_a_mail_each(priya, mailbox, desk, known):
    email = priya.email if known else "nobody@emerald.example"
    answer = desk.post(reverse("account_reset_password"), {"email": email})
    assert answer["Location"] == reverse("account_reset_password_done")
    assert len(mailbox) == 1
    assert ("/key/" in mailbox[0].body) == known


def test_somebody_whose_account_is_closed_gets_no_link(priya, mailbox, desk):
    priya.leave()
    assert "/key/" not in asked_for(desk, priya.email, mailbox)


def test_without_mail_the_page_says_whom_to_ring(desk, settings):
    settings.EMAIL_BACKEND = NO_MAIL
    assert "Ring a system administrator" in desk.get(reverse("account_reset_password")).text


def test_a_new_password_through_the_link_is_the_way_back_from_a_strangers_guesses(priya, mailbox, desk):
    guess_at(priya.email)
    choose(desk, asked_for(desk, priya.email, mailbox))
    assert desk.sign_in(priya.email, NEW).status_code == 302


def test_a_new_password_through_the_link_ends_every_session(priya, mailbox, desk):
    other = Browser()
    other.sign_in(priya.email)
    choose(desk, asked_for(desk, priya.email, mailbox))
    assert other.get(reverse("my_account")).status_code == 302


def test_a_mail_server_that_is_down_gives_nothing_away(priya, settings, desk):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    for email in (priya.email, "nobody@emerald.example"):
        answer = desk.post(reverse("account_reset_password"), {"email": email})
        assert answer["Location"] == reverse("account_reset_password_done")


def test_a_changed_password_is_told_to_its_owner(priya, mailbox, desk):
    desk.sign_in(priya.email)
    desk.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    assert [one.subject for one in mailbox] == ["Your password for Emerald was changed"]
