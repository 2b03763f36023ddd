"""A change to an account that opens content: who asks, who decides, and what the database refuses by itself."""

import datetime

import pytest
from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction

from emerald.accounts.models import AccountChange, User
from emerald.accounts.models.account_change import Kind
from emerald.accounts.roles import ROLES
from emerald.guards import NotYet, NotYours
from tests.accounts.test_two_people import OTHER
from tests.factories.people import make_user


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("role", sorted({None, *ROLES} - {"system_administrator"}, key=str))
def test_only_a_system_administrator_asks(db, sunita, role, kind):
    with pytest.raises(NotYours):
        AccountChange.ask(make_user(), kind, by=make_user(role=role), because="I want to.", email=OTHER)


@pytest.mark.parametrize("role", sorted({None, *ROLES} - {"service_manager"}, key=str))
def test_only_a_service_manager_decides(ruth, sunita, priya, role):
    asked = AccountChange.ask(priya, Kind.LINK, by=ruth, because="Lost.")
    with pytest.raises(NotYours):
        asked.approve(by=make_user(role=role))


def test_neither_the_asker_nor_the_subject_decides(ruth, sunita, hugh):
    asked = AccountChange.ask(sunita, Kind.SECOND_STEP, by=ruth, because="Lost.")
    ruth.take_up(ROLES["service_manager"], teams=[])
    for one in (sunita, ruth):
        with pytest.raises(NotYours, match="Somebody else must decide"):
            asked.approve(by=one)
    asked.approve(by=hugh)


@pytest.mark.parametrize(
    "facts",
    [
        {"asked_by": "subject"},
        {"decided_by": "ruth"},
        {"decided_by": "subject"},
        {"decided_by": None},
        {"outcome": "waiting"},
        {"email": OTHER},
        {"ends_on": datetime.date(2040, 1, 1)},
    ],
)
def test_the_database_refuses_a_change_of_one_person(ruth, sunita, priya, facts):
    asked = AccountChange.ask(priya, Kind.LINK, by=ruth, because="Lost.")
    asked.approve(by=sunita)
    people = {"subject": priya, "ruth": ruth}
    facts = {key: people.get(value, value) for key, value in facts.items()}
    with pytest.raises(IntegrityError), transaction.atomic():
        AccountChange.objects.filter(pk=asked.pk).update(**facts)


@pytest.mark.parametrize(
    ("before", "facts"),
    [
        ({}, {"email": OTHER}),
        ({}, {"opened_content": False}),
        ({"is_active": False}, {"is_active": True}),
        ({"access_ends_on": datetime.date(2026, 1, 1)}, {"access_ends_on": None}),
        ({"access_ends_on": datetime.date(2026, 1, 1)}, {"access_ends_on": datetime.date(2036, 1, 1)}),
    ],
)
def test_the_database_refuses_the_change_itself_without_a_second_person(priya, before, facts):
    mine = User.objects.filter(pk=priya.pk)
    mine.update(**before)
    with pytest.raises(IntegrityError), transaction.atomic():
        mine.update(**facts)


def test_an_approval_is_used_once(ruth, sunita, priya):
    AccountChange.ask(priya, Kind.ADDRESS, by=ruth, because="Married.", email=OTHER).approve(by=sunita)
    AccountChange.ask(
        User.objects.get(pk=priya.pk), Kind.ADDRESS, by=ruth, because="Back.", email="third@emerald.example"
    ).approve(by=sunita)
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=priya.pk).update(email=OTHER)


def test_nobody_returns_while_cases_are_still_theirs(ruth, sunita, morag, priya, case):
    priya.leave()
    with pytest.raises(NotYet, match="1 case is still allocated to Priya Nair"):
        AccountChange.ask(priya, Kind.RETURN, by=ruth, because="Back.")


def test_an_address_somebody_took_meanwhile_is_not_approved(ruth, sunita, priya):
    asked = AccountChange.ask(priya, Kind.ADDRESS, by=ruth, because="Married.", email=OTHER)
    User.objects.invite(email=OTHER, name="Nell Ashby")
    with pytest.raises(NotYet, match="Somebody has an account"):
        asked.approve(by=sunita)


def test_the_old_link_dies_with_the_address(ruth, sunita, priya):
    EmailAddress.objects.create(user=priya, email=priya.email, verified=True, primary=True)
    AccountChange.ask(priya, Kind.ADDRESS, by=ruth, because="Married.", email=OTHER).approve(by=sunita)
    assert not EmailAddress.objects.filter(user=priya).exists()
