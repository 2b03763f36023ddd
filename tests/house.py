"""The cast and one of everything, made once for a whole module: for the tests that open every page.

A module takes these fixtures in by importing them. What a test changes is undone after it, as always; the house itself
when the module ends.
"""

from dataclasses import dataclass

import pytest
from django.db import transaction

from cases.models import Case
from cases.models.access.allocation import Part
from emerald.accounts.models import Team, User
from tests.factories.children import make_case, make_child
from tests.factories.everything import one_of_everything
from tests.factories.people import make_team, make_user

__all__ = ["case", "house", "morag", "priya", "sunita", "team", "world"]


@dataclass(frozen=True)
class House:
    """Keys only: each test fetches its own copies."""

    team: int
    morag: int
    sunita: int
    priya: int
    case: int
    world: dict


@pytest.fixture(scope="module")
def house(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        team = make_team(name="Emerald North")
        morag = make_user(role="practice_manager", name="Morag Ellis", teams=[team])
        sunita = make_user(role="service_manager", name="Sunita Rao", teams=[team])
        priya = make_user(role="caseworker", name="Priya Nair", teams=[team])
        case = make_case(manager=morag, child=make_child(given_names="Tamsin", family_name="Quillfeather"))
        case.allocate(priya, part=Part.LEAD, by=morag)
        world = one_of_everything(case=case, manager=morag, lead=priya, team=team)
        yield House(team.pk, morag.pk, sunita.pk, priya.pk, case.pk, world)
        transaction.set_rollback(True)


@pytest.fixture
def team(house, db):
    return Team.objects.get(pk=house.team)


@pytest.fixture
def morag(house, db):
    return User.objects.get(pk=house.morag)


@pytest.fixture
def sunita(house, db):
    return User.objects.get(pk=house.sunita)


@pytest.fixture
def priya(house, db):
    return User.objects.get(pk=house.priya)


@pytest.fixture
def case(house, db):
    return Case.objects.get(pk=house.case)


@pytest.fixture
def world(house, case, morag):
    """The keys that the addresses in `tests.access.pages` are made of."""
    return house.world | {"case": case, "by": morag}
