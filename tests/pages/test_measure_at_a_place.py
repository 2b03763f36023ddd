"""A measure at a place may protect any child its writer may see: each is named, and no page lists them all."""

import pytest
from django.urls import reverse
from django.utils import timezone

from emerald.audit.models import AccessEntry
from perpetrators.models import Measure
from tests.factories.children import make_case, make_child
from tests.factories.people import make_user
from tests.factories.register import link_child, make_place
from tests.pages.measure_forms import boxes, officer, words
from tests.pages.test_measure_served import man, three

__all__ = ["man", "officer", "three"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def place(team, rhys):
    return make_place(area=team, by=rhys)


@pytest.fixture
def address(place):
    return reverse("propose_place_measure", args=[place.reference, "police_protection"])


def proposed(**more):
    return {**boxes("on", timezone.localdate()), "reason": "Found there at night."} | more


def test_the_children_who_are_named_are_protected(three, place, address, officer):
    more = "Wren Abernathy-Vale\n\nzoe ferncastle\n"
    answer = officer.post(address, proposed(child_1="Tamsin Quillfeather", more_children=more))
    assert answer.status_code == 302
    [made] = Measure.objects.filter(place=place)
    assert {row.child for row in made.protected.all()} == set(three)


def test_the_page_lists_no_child_and_offers_whom_one_may_mean(three, address, officer):
    page = officer.get(address).text
    assert "Ferncastle" not in page
    assert f'data-suggest="{reverse("suggest_protected")}"' in page
    answer = officer.post(reverse("suggest_protected"), {"sought": "wren"})
    assert [one.split(",")[0] for one in answer.json()["found"]] == ["Wren Abernathy-Vale"]
    entry = AccessEntry.objects.filter(page="suggest_protected").latest("pk")
    assert "wren" not in str(vars(entry)).lower()


def test_a_child_whom_the_writer_may_not_see_is_not_found(three, place, address, officer, elsewhere):
    manager = make_user(role="practice_manager", teams=[elsewhere])
    other = make_case(manager=manager, child=make_child(given_names="Ilse", family_name="Underbridge"))
    for typed in ("Ilse Underbridge", other.reference):
        answer = officer.post(address, proposed(child_1=typed))
        assert "that you can see" in words(answer)
    assert officer.post(reverse("suggest_protected"), {"sought": "ilse"}).json()["found"] == []
    assert not Measure.objects.filter(place=place).exists()


def test_a_name_of_several_is_answered_with_who_they_are_and_everything_typed_is_still_there(
    man, three, morag, address, officer
):
    double = make_case(manager=morag, child=make_child(given_names="Wren", family_name="Abernathy-Vale"))
    link_child(man, double.child)
    said = words(officer.post(address, proposed(child_2="Wren Abernathy-Vale")))
    assert double.reference in said and "Enter the reference of the one you mean" in said
    assert "Found there at night." in said
    done = officer.post(address, proposed(child_2=double.reference))
    assert done.status_code == 302


def test_a_child_who_is_named_twice_is_said(three, address, officer):
    answer = officer.post(address, proposed(child_1="Tamsin Quillfeather", more_children="tamsin quillfeather"))
    assert "entered twice" in words(answer)


def test_where_the_law_protects_a_child_one_must_be_named_when_it_was_made(place, three, officer):
    address = reverse("record_place_measure", args=[place.reference, "police_protection"])
    answer = officer.post(address, {})
    assert "Enter the child it protects" in words(answer)


def test_of_a_person_the_linked_children_are_ticked_as_before(man, three, officer):
    page = officer.get(reverse("propose_person_measure", args=[man.reference, "police_protection"])).text
    assert "Ferncastle" in page or "Zoë" in page
    assert "suggest_protected" not in page and "child_1" not in page
