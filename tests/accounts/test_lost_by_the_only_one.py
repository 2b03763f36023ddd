"""The only administrator lost their telephone: whoever runs the server asks, a service manager decides."""

import io

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.urls import reverse

from emerald.accounts.models import AccountChange, User
from emerald.audit.models import AccessEntry
from emerald.guards import NotYours
from tests.accounts.test_appoint_first import appoint
from tests.accounts.test_second_factor_keys import new_key, set_up
from tests.factories.people import make_user


def ask(user, because="Lost on the bus, and nobody else can ask."):
    said = io.StringIO()
    call_command("remove_second_step", user.email, because=because, stdout=said)
    return said.getvalue()


@pytest.fixture
def ruth(ruth):
    return set_up(ruth)


def has_second_step(user):
    return Authenticator.objects.filter(user=user).exists()


def test_nothing_changes_until_a_service_manager_decides(ruth, sunita, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    said = ask(ruth)
    assert "nothing has changed yet" in said
    assert "No mail can be sent from here: tell a service manager" in said
    assert has_second_step(ruth)
    AccountChange.objects.get().approve(by=sunita)
    assert not has_second_step(ruth)
    assert AccessEntry.objects.get(verb="second step removed").subject_id == ruth.pk


def test_the_service_manager_reads_who_asked_and_why_and_approves_on_the_page(ruth, sunita, at_work):
    ask(ruth)
    asked = AccountChange.objects.get()
    assert "Decide" in at_work(sunita).get(reverse("roles_waiting")).text
    page = at_work(sunita).get(reverse("decide_change", args=[asked.pk])).text
    assert "Whoever runs the server" in page
    assert "Lost on the bus" in page
    at_work(sunita).post(reverse("decide_change", args=[asked.pk]), {"decision": "approve"})
    assert not has_second_step(ruth)
    assert "Whoever runs the server" in at_work(ruth).get(reverse("person", args=[ruth.pk])).text


def test_it_waits_also_where_the_service_manager_declines(ruth, sunita):
    ask(ruth)
    AccountChange.objects.get().decline(by=sunita)
    assert has_second_step(ruth)


@pytest.mark.parametrize("who", ["priya", "morag", "ruth", "iain"])
def test_nobody_but_a_service_manager_decides(who, ruth, sunita, request):
    ask(ruth)
    with pytest.raises(NotYours):
        AccountChange.objects.get().approve(by=request.getfixturevalue(who))
    assert has_second_step(ruth)


def test_a_service_manager_does_not_decide_about_their_own(sunita, hugh, at_work):
    ask(set_up(sunita))
    with pytest.raises(NotYours):
        AccountChange.objects.get().approve(by=sunita)
    AccountChange.objects.get().approve(by=hugh)
    assert not has_second_step(sunita)


def test_the_person_and_every_service_manager_are_told_at_both_steps(ruth, sunita, hugh, mailbox, at_work, settings):
    settings.SITE_ADDRESS = "https://emerald.example"
    assert "are told by mail" in ask(ruth)
    assert {one.to[0] for one in mailbox} == {ruth.email, sunita.email, hugh.email}
    assert all("Whoever runs the server asked for this about the account of Ruth Okafor" in one.body for one in mailbox)
    assert all(f"https://emerald.example{reverse('roles_waiting')}" in one.body for one in mailbox)
    mailbox.clear()
    asked = AccountChange.objects.get()
    at_work(sunita).post(reverse("decide_change", args=[asked.pk]), {"decision": "approve"})
    assert {ruth.email, hugh.email} <= {one.to[0] for one in mailbox}
    assert all("Whoever runs the server had asked for it" in one.body for one in mailbox)


def test_it_stands_in_the_history_who_asked(ruth, sunita):
    ask(ruth)
    row = AccountChange.pgh_event_model.objects.get()
    assert row.pgh_context["actor"] == "remove_second_step"


def test_what_cannot_be_asked_for_is_a_sentence(ruth, priya, sunita):
    for user, because, sentence in (
        (priya, "Lost.", "Priya Nair has no second step"),
        (ruth, " ", "Say why"),
        (User(email="nobody@emerald.example"), "Lost.", "no account with this address"),
    ):
        with pytest.raises(CommandError, match=sentence):
            ask(user, because)
    ask(ruth)
    with pytest.raises(CommandError, match="already waiting"):
        ask(ruth)


def test_without_anybody_who_could_decide_nothing_waits(ruth):
    with pytest.raises(CommandError, match="appoint a second service manager first"):
        ask(ruth)
    assert not AccountChange.objects.exists()


@pytest.mark.parametrize("kind", ["address", "link", "return", "later_end"])
def test_the_database_takes_nothing_else_that_nobody_asked_for(ruth, kind):
    email = "else@emerald.example" if kind == "address" else ""
    with pytest.raises(IntegrityError, match="only_a_second_step_is_asked_for_by_nobody"), transaction.atomic():
        AccountChange.objects.create(user=ruth, kind=kind, because="Why not.", email=email)


def test_where_the_keys_are_lost_altogether_there_is_a_new_first_one(ruth, sunita, settings, capsys):
    """Nobody whose second step cannot be read can approve anything any more."""
    set_up(sunita)
    set_up(make_user(role="service_manager"))
    with pytest.raises(CommandError, match="Appoint others on the People pages"):
        appoint("service_manager")
    settings.SECOND_STEP_KEYS = [new_key()]
    appoint("service_manager")
    assert "/account/password/reset/key/" in capsys.readouterr().out
    with pytest.raises(CommandError, match="Appoint others on the People pages"):
        appoint("service_manager", "third@emerald.example")
