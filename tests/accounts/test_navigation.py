"""The bar under the header: each role's own links."""

import pytest
from django.urls import reverse

from emerald.accounts.navigation import NAVIGATION, navigation_for
from tests.factories.people import make_user

MANAGERS = ["Home", "Due", "Find", "Cases", "Consultations", "Register", "Caseload", "Settings", "People"]
# The bar of each role. What one has several of stands under one word.
LINKS = {
    "caseworker": ["Home", "Due", "Find", "My cases", "Consultations", "Register"],
    "practice_manager": MANAGERS,
    "service_manager": MANAGERS,
    "missing_coordinator": ["Home", "Due", "Find a child", "My cases"],
    "camhs_practitioner": ["Home", "Due", "Find a child", "My cases"],
    "police_liaison": ["Home", "Due", "Find a child", "My cases", "Register"],
    "business_support": ["Home", "Due", "Find a child", "Team cases"],
    "auditor": ["Home", "Due", "Find", "My cases", "Consultations", "Register", "People", "Access log"],
    "data_protection_officer": ["Home", "Due", "Find a child", "My cases", "People", "Access log"],
    "system_administrator": ["Home", "People", "Operations"],
    None: ["Home"],
}
BESIDE = {
    "unallocated_cases": [
        "Team cases",
        "Unallocated",
        "Closures",
        "Assessments",
        "Same child?",
        "Teams",
        "Open a case",
    ],
    "find_in_notes": ["Find a child", "Find in notes"],
    "measures": [
        "The register",
        "Persons of concern",
        "Measures",
        "Places",
        "Being disrupted",
        "Requests about connections",
    ],
    "caseload": [],
    "home": [],
}


def marked(user, path):
    return [link["text"] for link in navigation_for(user, path)[0] if link["active"]]


@pytest.mark.parametrize("role", LINKS)
def test_each_role_is_shown_its_links(db, role):
    bar, _, _ = navigation_for(make_user(role=role), "/")
    assert [link["text"] for link in bar] == LINKS[role]


@pytest.mark.parametrize("page", BESIDE)
def test_what_stands_under_one_word_stands_beside_each_other_on_its_pages(page, db):
    _, name, beside = navigation_for(make_user(role="practice_manager"), reverse(page))
    assert [link["text"] for link in beside] == BESIDE[page]
    assert [link["href"] for link in beside if link["active"]] == ([reverse(page)] if beside else [])
    assert bool(name) == bool(beside)


def test_a_page_of_a_case_has_the_tabs_of_the_case_and_no_others(db):
    _, _, beside = navigation_for(make_user(role="practice_manager"), "/cases/EM-2026-0001/")
    assert beside == []


@pytest.mark.parametrize("item", NAVIGATION, ids=lambda item: item.url_name)
def test_each_link_leads_somewhere(item):
    assert reverse(item.url_name)


def test_the_link_of_the_current_page_is_marked(ruth):
    assert marked(ruth, "/people/roles/") == ["People"]


def test_home_is_marked_only_at_home(ruth):
    assert marked(ruth, "/") == ["Home"]
    assert marked(ruth, "/account/") == []


def test_the_bar_asks_the_database_nothing(ruth, django_assert_num_queries):
    with django_assert_num_queries(0):
        navigation_for(ruth, "/")
