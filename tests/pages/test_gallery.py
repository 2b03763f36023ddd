"""The gallery shows every component, and the frame around every page."""

import re

import pytest
from django.urls import reverse
from django.utils.html import escape

from emerald.accounts.context import bar
from emerald.govuk.context import page
from emerald.govuk.gallery import ExampleForm

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.pages.small_site")]


@pytest.fixture
def signed_in(client, priya):
    client.force_login(priya)
    return client


@pytest.mark.parametrize("name", ["components", "components_form"])
def test_the_gallery_is_for_people_who_are_signed_in(client, name):
    answer = client.get(reverse(name))
    assert answer.status_code == 302 and answer.url.startswith(reverse("account_login"))


@pytest.mark.parametrize("name", ["components", "components_form"])
def test_the_gallery_opens(signed_in, name):
    assert signed_in.get(reverse(name)).status_code == 200


@pytest.mark.parametrize(
    "words",
    [
        "At risk",
        "Overdue",
        "No child is allocated to you yet",
        "This cannot be done yet because",
        "Nothing you typed is saved. Copy it from here.",
        "As it is saved now",
        "Newer",
    ],
)
def test_the_gallery_shows_each_component(signed_in, words):
    assert words in signed_in.get(reverse("components")).text


def test_a_form_with_errors_says_so_first(signed_in):
    shown = signed_in.post(reverse("components_form"), {"account": "She said"}).text
    assert "<title>Error: Every question – Emerald</title>" in shown
    for row in ExampleForm({"account": "She said"}).summary:
        assert escape(row["text"]) in shown
        assert f'id="{row["href"][1:]}"' in shown  # every link of the summary leads to a control


def test_a_page_names_the_person_and_offers_the_way_out(signed_in, priya):
    shown = signed_in.get(reverse("components")).text
    assert priya.name in shown and "Caseworker" in shown
    way_out = rf'<form method="post" action="{reverse("account_logout")}">\s*<input type="hidden" name="csrf'
    assert re.search(way_out, shown)


def test_the_time_out_is_told_to_the_page_only_when_somebody_is_signed_in(signed_in, client, settings):
    assert f'data-idle-minutes="{settings.IDLE_MINUTES}"' in signed_in.get(reverse("components")).text
    client.logout()
    assert "data-idle-minutes" not in client.get(reverse("account_login")).text


def test_the_one_inline_script_carries_the_nonce_of_the_policy(signed_in):
    answer = signed_in.get(reverse("components"))
    nonce = re.search(r"'nonce-([^']+)'", answer["Content-Security-Policy"])[1]
    assert re.findall(r"<script(?![^>]*src)([^>]*)>", answer.text) == [f' nonce="{nonce}"']


def test_messages_are_shown_once_and_escaped(signed_in):
    shown = signed_in.get(reverse("greeting")).text
    assert "Saved &lt;b&gt;well&lt;/b&gt;." in shown and 'id="message-2"' in shown
    assert "Saved" not in signed_in.get(reverse("plain")).text


def test_a_confirmation_has_one_button_and_a_way_back(signed_in):
    shown = signed_in.get(reverse("confirming")).text
    assert "govuk-button--warning" in shown and "Cancel" in shown
    assert 'name="version" value="4"' in shown


def test_the_frame_asks_the_database_nothing(rf, priya, django_assert_num_queries):
    request = rf.get("/")
    request.user = priya
    with django_assert_num_queries(0):
        page(request)
        bar(request)
