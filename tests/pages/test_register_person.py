"""The page of a person of concern shows what its reader may see of them, and counts the rest."""

import pytest

from perpetrators.models import Link, Particular
from tests.factories.children import make_case, make_child
from tests.factories.people import make_user
from tests.factories.register import link_child, make_measure, make_officer, make_person, make_place

pytestmark = pytest.mark.django_db


@pytest.fixture
def rhys(team):
    return make_officer(teams=[team])


@pytest.fixture
def man(team, rhys, tamsin, case):
    """Linked to Tamsin, looked after by Rhys."""
    person = make_person(area=team, officer=rhys)
    link_child(person, tamsin, nature="Gave her a phone")
    return person


@pytest.fixture
def jory(elsewhere):
    """A child of another team."""
    manager = make_user(role="practice_manager", name="Bryn Hale", teams=[elsewhere])
    return make_case(manager=manager, child=make_child(given_names="Jory", family_name="Penhallow")).child


def test_the_page_says_who_they_are_and_that_they_are_suspected(man, rhys, signed_in):
    Particular.objects.create(person=man, kind="vehicle", value="WX?? OZY", recorded_by=rhys)
    page = signed_in(rhys).get(man.get_absolute_url()).text
    assert man.reference in page and "Dale Orchard" in page and "WX?? OZY" in page
    assert "Suspected" in page and "Convicted" not in page


def test_another_workers_child_is_counted_and_not_named(man, priya, jory, signed_in):
    link_child(man, jory)
    page = signed_in(priya).get(man.get_absolute_url()).text
    assert "Tamsin Quillfeather" in page and "Gave her a phone" in page
    assert "Jory" not in page and "Penhallow" not in page
    assert "1 more connection: ask Rhys Calder, police liaison." in page


def test_a_measure_that_protects_another_child_is_counted_and_not_shown(man, team, rhys, priya, jory, signed_in):
    link_child(man, jory)
    shown, hidden = (make_measure(area=team, by=rhys, person=man) for _ in range(2))
    hidden.protected.create(child=jory)
    page = signed_in(priya).get(man.get_absolute_url()).text
    assert shown.reference in page and hidden.reference not in page
    assert "1 more measure: ask Rhys Calder" in page


def test_intelligence_with_conditions_is_read_by_police_liaison_alone(man, team, rhys, priya, signed_in):
    graded = {"is_intelligence": True, "source_grade": "2", "assessed": "C", "handling": "C"}
    man.links.update(**graded, detail="Seen at the slipway")
    place = make_place(area=team, by=rhys)
    Link.objects.create(person=man, place=place, nature="Meets there", recorded_by=rhys, **graded)
    theirs = signed_in(priya).get(man.get_absolute_url()).text
    assert "There is police intelligence with handling conditions. Ask Rhys Calder, police liaison." in theirs
    assert "Seen at the slipway" not in theirs and "Gave her a phone" not in theirs and "Harbour Lodge" not in theirs
    assert "1 more connection" in theirs
    his = signed_in(rhys).get(man.get_absolute_url()).text
    assert "Seen at the slipway" in his and "Intelligence, not fact" in his and "Harbour Lodge" in his


def test_a_link_between_two_people_shows_on_both_pages(man, team, rhys, signed_in):
    friend = make_person(area=team, officer=rhys, given_names="Kester", family_name="Rowe")
    Link.objects.create(person=friend, other=man, nature="Drives him", recorded_by=rhys)
    assert "Kester Rowe" in signed_in(rhys).get(man.get_absolute_url()).text
    assert "Dale Orchard" in signed_in(rhys).get(friend.get_absolute_url()).text


def test_the_page_costs_the_same_however_many_links_there_are(man, team, rhys, signed_in, queries_of):
    browser = signed_in(rhys)
    before = queries_of(browser, man.get_absolute_url())
    for number in range(4):
        place = make_place(area=team, by=rhys, name=f"Place {number}")
        Link.objects.create(person=man, place=place, nature="Seen there", recorded_by=rhys)
        make_measure(area=team, by=rhys, person=man)
    assert queries_of(browser, man.get_absolute_url()) == before
