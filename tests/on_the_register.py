"""The cast of the register, beside that of the cases."""

import pytest

from tests.factories.register import link_child, make_officer, make_person


@pytest.fixture
def rhys(team):
    """Police liaison of the team."""
    return make_officer(teams=[team])


@pytest.fixture
def nia(db):
    """Police liaison of no team, who was given no child."""
    return make_officer("Nia Trask")


@pytest.fixture
def man(team, rhys, tamsin, case):
    """A person of concern, linked to Tamsin and looked after by Rhys."""
    person = make_person(area=team, officer=rhys)
    link_child(person, tamsin)
    return person
