"""A child whose later episode is another team's: the first finds nothing of it, the latest reads all."""

import pytest
from django.urls import reverse

from cases.models.opening import open_case
from tests.access.test_episode_tells_no_more import (
    MARK,
    marks_found,
    marks_on_the_child,
    marks_on_the_new_case,
    marks_on_the_register,
    old,
)
from tests.factories.people import make_user

__all__ = ["old"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def elsewhere_again(old, elsewhere, team):
    """The later episode is another team's: only what is of the child, of the register and of that episode is marked."""
    theirs = make_user(role="practice_manager", name="Nessa Hale", teams=[team, elsewhere])
    jo = make_user(role="caseworker", name="Jo Vance", teams=[elsewhere])
    again = open_case(old["case"].child, team=elsewhere, by=theirs, status="at_risk", rationale=MARK, lead=jo)
    keys = marks_on_the_child(again, theirs)
    marks_on_the_new_case(again, jo, theirs)
    return old | keys | marks_on_the_register(again.child, elsewhere) | {"again": again, "theirs": theirs}


@pytest.mark.parametrize("role", ["practice_manager", "service_manager", "business_support"])
def test_the_first_team_finds_nothing_of_a_child_whose_later_episode_is_another_teams(
    role, elsewhere_again, team, signed_in
):
    person = make_user(role=role, teams=[team])
    assert marks_found(signed_in(person), elsewhere_again) == {}
    assert signed_in(person).get(reverse("case", args=[elsewhere_again["reference"]])).status_code == 200
    assert signed_in(person).get(reverse("case_child", args=[elsewhere_again["reference"]])).status_code == 403


def test_the_team_of_the_latest_episode_reads_the_child(elsewhere_again, signed_in):
    page = reverse("case_child", args=[elsewhere_again["again"].reference])
    assert f"9 {MARK} Lane" in signed_in(elsewhere_again["theirs"]).get(page).text
