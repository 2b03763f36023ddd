"""What the tests of measures share: the register's cast."""

import pytest

from tests.factories.register import link_child, make_officer, make_person


@pytest.fixture
def rhys(team):
    """Police liaison officer."""
    return make_officer(teams=[team])


@pytest.fixture
def man(team, rhys, tamsin, case):
    """Suspected; linked to Tamsin; looked after by Rhys."""
    person = make_person(area=team, officer=rhys)
    link_child(person, tamsin)
    return person
