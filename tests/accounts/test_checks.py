"""Start-up refuses to run where somebody was given a right on every case at once."""

import pytest
from django.contrib.auth.models import Group, Permission

from emerald.accounts.checks import nobody_holds_a_right_on_every_case


@pytest.fixture
def right_on_cases(db):
    return Permission.objects.filter(content_type__app_label="cases").first()


def complaints():
    return [error.id for error in nobody_holds_a_right_on_every_case(databases=["default"])]


def test_nothing_is_wrong_when_nobody_was_given_one(priya, morag):
    assert complaints() == []


def test_a_right_over_all_cases_given_to_a_person_is_found(right_on_cases, priya):
    priya.user_permissions.add(right_on_cases)
    assert complaints() == ["accounts.E001"]


def test_a_right_over_all_cases_given_to_a_group_is_found(right_on_cases):
    Group.objects.create(name="a group").permissions.add(right_on_cases)
    assert complaints() == ["accounts.E001"]


def test_a_right_about_something_else_is_no_concern(priya):
    priya.user_permissions.add(Permission.objects.filter(content_type__app_label="auth").first())
    assert complaints() == []
