"""A place of concern on its pages: recorded, listed, changed, planned for, and what of it is counted and not shown."""

import pytest
from django.utils import timezone

from perpetrators.models import Place
from tests.factories.register import make_place
from tests.pages.test_register_connections import address, lodge, stranger

__all__ = ["lodge", "stranger"]
pytestmark = pytest.mark.django_db


def test_a_caseworker_records_a_place_from_a_persons_page(man, priya, team, signed_in):
    browser, page = signed_in(priya), address("record_place_of_person", man.reference)
    typed = {"kind": "food", "name": "Golden Fry", "lines": "3 Quay Road", "area": team.pk, "concern": "Free food."}
    missing = browser.post(page, typed)
    assert "Enter what the person has to do with the place" in missing.text
    assert "Free food." in missing.text
    browser.post(page, typed | {"nature": "Owns it"})
    assert "Golden Fry" in browser.get(Place.objects.get().get_absolute_url()).text


def test_the_page_of_a_place_counts_who_is_not_shown(lodge, stranger, priya, rhys, signed_in):
    stranger.link(by=rhys, place=lodge, nature="Lives there")
    page = signed_in(priya).get(lodge.get_absolute_url()).text
    assert "Dale Orchard" in page
    assert "Corin" not in page
    assert "1 more connection: ask Rhys Calder, police liaison." in page


def test_the_list_of_places_shows_what_is_the_readers_to_see(lodge, stranger, team, rhys, priya, owen, signed_in):
    make_place(area=team, by=rhys, name="Quarry Park", kind="park")
    stranger.link(by=rhys, place=lodge, nature="Lives there")
    lodge.add_action(by=rhys, text="Visit", due_on=timezone.localdate(), owner=rhys)
    page = signed_in(priya).get(address("places")).text
    assert "Harbour Lodge" in page
    assert "1 action" in page
    assert "Quarry Park" not in page
    assert "Corin" not in page
    assert "Quarry Park" in signed_in(rhys).get(address("places"), {"kind": "park"}).text
    assert "Harbour Lodge" not in signed_in(rhys).get(address("places"), {"kind": "park"}).text
    assert "no place of concern here" in signed_in(owen).get(address("places")).text


def test_a_place_changed_meanwhile_keeps_what_was_typed(lodge, priya, team, signed_in):
    lodge.change(by=priya, kind="hotel", name="Harbour Inn", lines="2 Quay Road", area=team)
    answer = signed_in(priya).post(
        address("change_place", lodge.reference),
        {"kind": "hotel", "name": "The Lodge", "lines": "2 Quay Road", "area": team.pk, "version": 1},
    )
    assert "somebody changed this place" in answer.text
    assert "The Lodge" in answer.text


def test_the_plan_of_a_place_from_page_to_page(lodge, priya, signed_in):
    browser = signed_in(priya)
    browser.post(address("write_place_plan", lodge.reference), {"aims": "No child is given a room.", "version": 1})
    browser.post(
        address("add_place_action", lodge.reference),
        {
            "text": "Train the staff",
            "who": "elsewhere",
            "owner_elsewhere": "Licensing",
            "due_on_day": "1",
            "due_on_month": "3",
            "due_on_year": "2030",
        },
    )
    action = lodge.actions.get()
    refused = browser.post(address("resolve_place_action", lodge.reference, action.pk), {"outcome": "done"})
    assert "Enter what was done" in refused.text
    page = browser.get(address("place_plan", lodge.reference)).text
    assert "No child is given a room." in page
    assert "Licensing" in page
