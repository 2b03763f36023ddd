"""What is mailed about accounts: by the outbox, with nothing in it that would let anybody in."""

import json
import re
from datetime import timedelta

import pytest
from django.contrib.auth.tokens import default_token_generator
from django.core import mail
from django.core.serializers import serialize
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from emerald.accounts import account_mail
from emerald.accounts.models import AccountChange, User
from emerald.environment_setup import ROOT
from emerald.guards import NotYet, NotYours
from emerald.mail import outbox, providers
from emerald.mail.models import LINKS, Kind, Mail, MailState
from emerald.reminders.gathering import gather_and_send
from tests.days import standing_at
from tests.factories.people import make_user
from tests.reliability.notify_server import KEY, TEMPLATE, NotifyServer

pytestmark = pytest.mark.django_db
LINK = re.compile(r"/account/password/reset/key/\S+")
OTHER = "priya.wed@emerald.example"


@pytest.fixture(autouse=True)
def sent(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    mail.outbox.clear()
    return mail.outbox


@pytest.fixture
def ruth(db):
    return make_user(role="system_administrator", name="Ruth Okafor")


def ask_reset(client, email, times=1):
    for _ in range(times):
        client.post(reverse("account_reset_password"), {"email": email})


def test_every_text_has_a_kind_and_every_kind_a_text():
    texts = {
        path.name.removesuffix("_message.txt")
        for folder in ("account", "mfa")
        for path in (ROOT / "templates" / folder / "email").glob("*_message.txt")
    }
    assert texts == set(account_mail.ABOUT_ACCOUNTS)


@pytest.mark.parametrize("kind", account_mail.ABOUT_ACCOUNTS)
def test_every_kind_can_be_put_together(kind, priya, ruth, sunita, sent):
    change = AccountChange.ask(priya, "second_step", by=ruth, because="Her telephone is lost.")
    account_mail.tell(kind, priya, address=priya.email, by=ruth.pk, change=change.pk)
    outbox.drain()
    [one] = sent
    assert one.to == [priya.email]
    assert one.subject
    assert bool(LINK.search(one.body)) == (kind in LINKS)


def test_no_link_and_no_address_lies_readable_in_the_outbox(priya, client):
    ask_reset(client, priya.email)
    ask_reset(client, "stranger@elsewhere.example")
    lying = serialize("json", Mail.objects.all())
    assert {one["fields"]["kind"] for one in json.loads(lying)} == {Kind.NEW_PASSWORD, Kind.NO_ACCOUNT}
    assert "/key/" not in lying
    assert "stranger" not in lying
    assert default_token_generator.make_token(priya).split("-")[1] not in lying


def test_an_address_is_forgotten_when_the_mail_has_gone(client, sent):
    ask_reset(client, "stranger@elsewhere.example")
    outbox.drain()
    assert [one.to for one in sent] == [["stranger@elsewhere.example"]]
    assert Mail.objects.get().encrypted_address == ""


def test_and_the_database_holds_that(priya):
    now = timezone.now()
    kept = {"recipient": priya, "made_at": now, "next_try": now, "encrypted_address": "sealed:"}
    with pytest.raises(IntegrityError, match="mail_gone_keeps_no_address"), transaction.atomic():
        Mail.objects.create(kind=Kind.PASSWORD_CHANGED, state=MailState.SENT, sent_at=now, **kept)
    with pytest.raises(IntegrityError, match="mail_with_a_link_is_its_owners"), transaction.atomic():
        Mail.objects.create(kind=Kind.INVITATION, **kept)
    with pytest.raises(IntegrityError, match="mail_with_a_link_is_its_owners"), transaction.atomic():
        Mail.objects.create(kind=Kind.INVITATION, **kept | {"recipient": None, "encrypted_address": ""})


def test_a_button_pressed_ten_times_while_one_waits_is_one_link(priya, client, sent):
    ask_reset(client, priya.email, times=4)
    outbox.drain()
    assert len(sent) == 1


def test_a_link_goes_to_where_its_owner_is_reached_when_it_leaves(ruth, sent):
    """Not to the mailbox that was mistyped and put right meanwhile."""
    nell = User.objects.invite(email="nobody@emerald.example", name="Nell Ashby")
    account_mail.tell(Kind.INVITATION, nell)
    AccountChange.correct(nell, name=nell.name, phone="", email=OTHER, by=ruth)
    outbox.drain()
    assert [one.to for one in sent] == [[OTHER]]


def test_what_tells_of_a_change_goes_to_the_address_from_before(ruth, signed_in, sent):
    nell = User.objects.invite(email="nell@emerald.example", name="Nell Ashby")
    form = {"name": nell.name, "email": OTHER, "phone": ""}
    signed_in(ruth).post(reverse("change_person", args=[nell.pk]), form)
    outbox.drain()
    assert [(one.to, one.subject) for one in sent] == [
        (["nell@emerald.example"], "Your address in Emerald was changed")
    ]
    assert OTHER not in sent[0].body


def test_a_link_is_made_when_it_leaves_and_then_good_for_three_days(priya, client, sent, settings):
    ask_reset(client, priya.email)
    with standing_at(timezone.now() + timedelta(days=2)):
        outbox.drain()
    path = LINK.search(sent[0].body)[0]
    with standing_at(timezone.now() + timedelta(days=4)):
        assert client.get(path).status_code == 302
    with standing_at(timezone.now() + timedelta(days=6)):
        assert "no longer works" in client.get(path).text


def test_nobody_who_left_meanwhile_gets_a_link(priya, client, sent):
    ask_reset(client, priya.email)
    priya.leave()
    outbox.drain()
    assert list(sent) == []
    assert Mail.objects.get().state == MailState.NOT_NEEDED


def test_what_was_not_saved_is_not_told(priya, sent):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        account_mail.tell(Kind.PASSWORD_CHANGED, priya, address=priya.email)
        raise ZeroDivisionError
    assert outbox.drain() == 0
    assert list(sent) == []


def test_where_no_mail_can_be_sent_nothing_waits_for_the_day_on_which_it_can(priya, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    account_mail.tell(Kind.PASSWORD_CHANGED, priya, address=priya.email)
    assert not Mail.objects.exists()


def test_it_goes_before_the_reminders(priya, morag, sent):
    before = timezone.now() - timedelta(hours=1)
    Mail.objects.create(recipient=morag, made_at=before, next_try=before)
    account_mail.tell(Kind.PASSWORD_CHANGED, priya, address=priya.email)
    assert outbox.claim().kind == Kind.PASSWORD_CHANGED


def test_a_link_goes_by_notify_where_mail_goes_by_notify(priya, client, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    settings.MAIL_PROVIDER = "emerald.mail.notify.Notify"
    settings.NOTIFY_KEY, settings.NOTIFY_TEMPLATE, settings.EMAIL_TIMEOUT = KEY, TEMPLATE, 1
    with NotifyServer() as server:
        settings.NOTIFY_API = server.url
        providers.provider.cache_clear()
        ask_reset(client, priya.email)
        gather_and_send()
        providers.provider.cache_clear()
    [taken] = server.sent
    assert taken["email_address"] == priya.email
    assert LINK.search(taken["personalisation"]["body"])


def undeliverable(person, kind=Kind.INVITATION):
    now = timezone.now()
    sentence = "The mail server does not take mail for this address (reply 550)."
    return Mail.objects.create(
        kind=kind, recipient=person, made_at=now, next_try=now, state=MailState.UNDELIVERABLE, last_error=sentence
    )


@pytest.mark.parametrize(
    ("kind", "by", "may"),
    [
        (Kind.INVITATION, "ruth", True),
        (Kind.INVITATION, "morag", False),
        (Kind.DIGEST, "ruth", False),
        (Kind.DIGEST, "morag", True),
    ],
)
def test_what_is_about_an_account_an_administrator_sends_again_and_a_reminder_a_manager(kind, by, may, request, priya):
    lying, person = undeliverable(priya, kind), request.getfixturevalue(by)
    if not may:
        with pytest.raises(NotYours):
            lying.send_again(by=person)
        return
    lying.send_again(by=person)
    with pytest.raises(NotYet):
        lying.send_again(by=person)
    assert Mail.objects.get().state == MailState.WAITING


def test_a_manager_is_not_shown_what_is_mailed_about_an_account(priya, morag, signed_in):
    undeliverable(priya)
    assert "Every e-mail was delivered" in signed_in(morag).get(reverse("undeliverable")).text


def test_nobody_sends_a_link_to_themself_again(ruth, signed_in):
    lying = undeliverable(ruth)
    assert signed_in(ruth).post(reverse("send_account_mail_again", args=[lying.pk])).status_code == 403
    assert Mail.objects.get().state == MailState.UNDELIVERABLE


def test_an_address_under_a_key_that_is_gone_is_told_and_holds_up_nothing(priya, morag, settings, sent):
    account_mail.tell(Kind.PASSWORD_CHANGED, priya, address=priya.email)
    settings.FACTS_KEYS = ["b25seS13aGlsZS1idWlsZGluZy1hbmQtbm93aGVyZS0="]
    account_mail.tell(Kind.PASSWORD_CHANGED, morag, address=morag.email)
    outbox.drain()
    assert [one.to for one in sent] == [[morag.email]]
    assert "EMERALD_FACTS_KEYS" in Mail.objects.get(recipient=priya).last_error
