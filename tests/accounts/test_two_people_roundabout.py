"""The roundabout ways into an account that opens content: after each, two people took part, or it opens nothing."""

import datetime

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.urls import reverse

from emerald.accounts.models import Appointment, User
from emerald.accounts.roles import ROLES
from emerald.guards import NotYet
from tests.accounts.test_two_people import OTHER, TODAY, act, boxes, later, of_account, particulars
from tests.factories.people import PASSWORD, make_user

NO_MAIL = "django.core.mail.backends.dummy.EmailBackend"


def test_a_role_without_content_in_between_opens_no_way(at_work, ruth, sunita, priya, team, mailbox):
    Appointment.ask(priya, role=ROLES["system_administrator"], teams=[], because="Moves.", by=ruth).approve(by=sunita)
    priya = User.objects.get(pk=priya.pk)
    for name in ("a new address", "a new link", "no second step"):
        before = of_account(priya)
        act(at_work(ruth), name, priya)
        assert of_account(priya) == before
    assert not any("/key/" in one.body for one in mailbox)


def test_while_a_role_waits_the_account_is_not_changed_under_the_one_who_decides(at_work, ruth, sunita, mailbox):
    nell = make_user(role=None, name="Nell Ashby")
    Appointment.ask(nell, role=ROLES["caseworker"], teams=[], because="New.", by=ruth)
    before = of_account(nell)
    act(at_work(ruth), "a new address", nell)
    assert of_account(nell) == before


def test_what_an_administrator_set_up_at_another_address_does_not_stay_with_the_account(at_work, ruth, mailbox):
    nell = make_user(role=None, name="Nell Ashby")
    TOTP.activate(nell, "JBSWY3DPEHPK3PXP")
    at_work(ruth).post(reverse("change_person", args=[nell.pk]), {"name": nell.name, "email": OTHER})
    nell = User.objects.get(pk=nell.pk)
    assert (nell.email, nell.has_usable_password(), Authenticator.objects.count()) == (OTHER, False, 0)
    assert [one.subject for one in mailbox] == ["Your address in Emerald was changed"]


def test_where_the_link_was_shown_the_password_starts_anew_with_the_first_role(at_work, ruth, sunita, settings):
    settings.EMAIL_BACKEND = NO_MAIL
    nell = make_user(role=None, name="Nell Ashby")
    assert "/key/" in at_work(ruth).post(reverse("invite_person", args=[nell.pk])).text
    asked = Appointment.ask(nell, role=ROLES["caseworker"], teams=[], because="New.", by=ruth)
    page = at_work(sunita).post(reverse("decide_role", args=[asked.pk]), {"decision": "approve"})
    assert "/account/password/reset/key/" in page.text
    assert not User.objects.get(pk=nell.pk).check_password(PASSWORD)
    assert User.objects.get(pk=nell.pk).role == "caseworker"


def test_a_second_account_cannot_take_the_address(at_work, ruth, priya):
    page = at_work(ruth).post(reverse("add_person"), {"name": "Priya Nair", "email": priya.email.upper()})
    assert "has an account with this e-mail address already" in page.text


def test_ending_and_giving_back_takes_two_and_the_old_password_is_gone(at_work, ruth, sunita, priya, mailbox):
    at_work(ruth).post(reverse("end_access", args=[priya.pk]), {"when": "now"})
    before = of_account(priya)
    at_work(ruth).post(reverse("change_person", args=[priya.pk]), particulars(priya, name="Bea Lock", email=OTHER))
    act(at_work(ruth), "access back", priya)
    assert of_account(priya) == before


def test_an_ended_account_is_not_revived_by_a_new_last_day(at_work, ruth, sunita, priya):
    priya.leave(on=TODAY() - datetime.timedelta(days=1))
    for page, posted in (
        ("end_access", {"when": "date"} | boxes("on", later())),
        ("change_person", particulars(priya, **boxes("access_ends_on", later()))),
    ):
        at_work(ruth).post(reverse(page, args=[priya.pk]), posted)
        assert not User.objects.get(pk=priya.pk).may_enter()


def test_no_role_is_asked_for_whose_access_has_ended(ruth, priya):
    priya.leave()
    with pytest.raises(NotYet, match="has ended"):
        Appointment.ask(priya, role=ROLES["caseworker"], teams=[], because="Back.", by=ruth)
