"""Fast entry from the keyboard alone: a served warning notice for three children in under a minute, in one form."""

import re
from time import monotonic

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from perpetrators.models import Measure
from tests.factories.children import make_case, make_child
from tests.factories.register import link_child, make_person


@pytest.fixture
def man(team, rhys, morag, case):
    """Linked to three children of 13."""
    with transaction.atomic():
        return linked_to_three(team, rhys, morag, case)


def linked_to_three(team, rhys, morag, case):
    person = make_person(area=team, officer=rhys)
    person.listen()
    person.save()
    today = timezone.localdate()
    born = today.replace(year=today.year - 13, day=1)
    case.child.date_of_birth = born
    case.child.save()
    others = [
        make_case(manager=morag, child=make_child(given_names=name, family_name=family, date_of_birth=born))
        for name, family in (("Wren", "Abernathy-Vale"), ("Zoë", "Ferncastle"))
    ]
    for each in (case, *others):
        link_child(person, each.child)
    return person


def test_three_notices_are_recorded_from_the_keyboard_in_under_a_minute(man, rhys, sign_in, live_server):
    page = sign_in(rhys)
    page.goto(live_server.url + reverse("register"))
    began, press = monotonic(), page.keyboard.press
    page.get_by_role("button", name="Record served warning notices").focus()
    press("Enter")
    expect(page.get_by_role("heading", name="Record served child abduction warning notices")).to_be_visible()
    page.get_by_label("Who was served?").focus()
    for words in ("Dale Orchard", "Tamsin Quillfeather", "Wren Abernathy-Vale", "Zoe Ferncastle"):
        page.keyboard.type(words, delay=40)
        press("Tab")
    press("Tab")  # no fourth child
    press("Tab")  # no fifth
    press("Space")  # section 2
    for _ in range(4):  # past the day, which is today
        press("Tab")
    press("ArrowDown")  # refused to sign
    press("Enter")
    expect(page.get_by_text(re.compile("3 warning notices were recorded"))).to_be_visible()
    assert monotonic() - began < 60
    assert [(one.person, one.facts["signed"]) for one in Measure.objects.all()] == [(man, "refused")] * 3


def test_names_are_offered_from_the_third_letter_on_and_stand_in_no_address(man, rhys, sign_in, live_server):
    page, asked = sign_in(rhys), []
    page.goto(live_server.url + reverse("serve_notices"))
    page.on("request", lambda request: asked.append((request.method, request.url)))
    offered = page.locator("datalist#id_child_1-suggested option")
    expect(page.locator("datalist option")).to_have_count(0)
    page.locator("#id_child_1").fill("Ab")
    page.locator("#id_child_2").fill("Fer")
    expect(page.locator("datalist#id_child_2-suggested option")).to_have_count(1)
    expect(offered).to_have_count(0)
    page.locator("#id_child_1").fill("Aber")
    expect(offered).to_have_attribute("value", re.compile("^Wren Abernathy-Vale"))
    assert {method for method, url in asked if "Fer" in url or "Aber" in url or method != "POST"} == set()
