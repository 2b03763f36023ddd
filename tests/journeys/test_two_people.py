"""An administrator asks for a change to a colleague's account, the colleague reads of it, a service manager decides."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from emerald.accounts.models import AccountChange, User
from tests.factories.people import make_user
from tests.journeys.accessibility import findings, wider_than_a_phone


@pytest.fixture
def ruth(db):
    return make_user(role="system_administrator", name="Ruth Okafor")


@pytest.mark.parametrize("width", [390, 1280])
def test_a_new_address_is_asked_for_read_of_and_approved(page, sign_in, live_server, ruth, sunita, priya, width):
    page.set_viewport_size({"width": width, "height": 900})

    def at(user, address):
        sign_in(user)
        page.goto(live_server.url + address)

    def looks_right():
        assert [*findings(page), *wider_than_a_phone(page)] == []

    at(ruth, reverse("person", args=[priya.pk]))
    page.get_by_role("link", name="Change the details").click()
    page.get_by_label("Work e-mail address").fill("priya.cole@emerald.example")
    page.get_by_label("Why does it change?").fill("She married.")
    looks_right()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("It waits for a service manager to approve it.")).to_be_visible()
    looks_right()
    at(priya, reverse("home"))
    page.get_by_role("link", name="See what was asked for").click()
    expect(page.get_by_text("A new e-mail address").first).to_be_visible()
    looks_right()
    at(sunita, reverse("home"))
    page.get_by_role("link", name="Decide").click()
    looks_right()
    page.get_by_role("link", name="Decide about").click()
    expect(page.get_by_text("priya.cole@emerald.example")).to_be_visible()
    looks_right()
    page.get_by_label("Approve it").check()
    page.get_by_role("button", name="Save the decision").click()
    expect(page.get_by_text("Done, and their sessions were ended")).to_be_visible()
    assert User.objects.get(pk=priya.pk).email == "priya.cole@emerald.example"


@pytest.mark.parametrize("name", ["invite_person", "remove_second_step", "end_access"])
def test_every_question_about_an_account_fits_a_phone(page, sign_in, live_server, ruth, sunita, priya, name):
    page.set_viewport_size({"width": 390, "height": 900})
    sign_in(ruth)
    page.goto(live_server.url + reverse(name, args=[priya.pk]))
    assert [*findings(page), *wider_than_a_phone(page)] == []
    assert not AccountChange.objects.exists()
