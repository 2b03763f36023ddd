"""The bar under the header: each role's own links."""

import pytest
from django.urls import reverse

from emerald.accounts.navigation import NAVIGATION, navigation_for
from tests.factories.people import make_user

MANAGERS = ["Home", "Due", "Find", "Find in notes", "Team cases", "Unallocated", "Closures", "Assessments",
            "Consultations", "Open a case", "Caseload", "Settings", "People"]
LINKS = {
    "caseworker": ["Home", "Due", "Find", "Find in notes", "My cases", "Consultations"],
    "practice_manager": MANAGERS, "service_manager": MANAGERS,
    "missing_coordinator": ["Home", "Due", "Find", "My cases"],
    "camhs_practitioner": ["Home", "Due", "Find", "My cases"],
    "police_liaison": ["Home", "Due", "Find", "My cases"],
    "business_support": ["Home", "Due", "Find", "Team cases"],
    "auditor": ["Home", "Due", "Find", "Find in notes", "My cases", "Consultations", "People", "Access log"],
    "data_protection_officer": ["Home", "Due", "Find", "My cases", "People", "Access log"],
    "system_administrator": ["Home", "People", "Operations"],
    None: ["Home"],
}


@pytest.mark.parametrize("role", LINKS)
def test_each_role_is_shown_its_links(db, role):
    user = make_user(role=role)
    assert [item.text for item in NAVIGATION if item.is_for(user)] == LINKS[role]


@pytest.mark.parametrize("item", NAVIGATION, ids=lambda item: item.url_name)
def test_each_link_leads_somewhere(item):
    assert reverse(item.url_name)


def test_the_link_one_is_under_is_marked(ruth):
    assert [item["text"] for item in navigation_for(ruth, "/people/roles/") if item["active"]] == ["People"]


def test_home_is_marked_only_at_home(ruth):
    assert [item["text"] for item in navigation_for(ruth, "/") if item["active"]] == ["Home"]
    assert [item["text"] for item in navigation_for(ruth, "/account/") if item["active"]] == []


def test_the_bar_asks_the_database_nothing(ruth, django_assert_num_queries):
    with django_assert_num_queries(0):
        navigation_for(ruth, "/")
