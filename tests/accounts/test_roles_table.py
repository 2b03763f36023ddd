"""The table of roles as a whole: changing one right is a change of policy, and shows here."""

import pytest

from emerald.accounts.permissions import Right, SiteRight
from emerald.accounts.roles import ROLES

# One letter for each right on a case, in the order of `Right`; a dot where the role does not hold it.
LETTERS = dict(zip(Right, "sceDhrRmdapAoxw", strict=True))
ON_A_CASE = {
    "caseworker":              "sceDhrR........",
    "practice_manager":        "sceDhr.mdap.o.w",
    "service_manager":         "sceDhr.mdapAoxw",
    "missing_coordinator":     "sce............",
    "camhs_practitioner":      "sc.Dh..........",
    "police_liaison":          "sc.Dh..........",
    "business_support":        "sce............",
    "auditor":                 "sc.Dhr........w",
    "data_protection_officer": "sc.D..........w",
    "system_administrator":    "...............",
}
CONNECTED_BY = {
    "caseworker": "allocation", "practice_manager": "team", "service_manager": "team", "missing_coordinator": "link",
    "camhs_practitioner": "link", "police_liaison": "link", "business_support": "team", "auditor": "link",
    "data_protection_officer": "link", "system_administrator": None,
}
SITE = {
    "caseworker": {"advise"},
    "practice_manager": {"open_cases", "advise", "read_team_advice", "see_caseload", "hand_over", "see_people"},
    "service_manager": {"open_cases", "advise", "read_team_advice", "see_caseload", "hand_over", "see_people",
                        "approve_people"},
    "auditor": {"read_audit", "see_people"}, "data_protection_officer": {"read_audit", "see_people"},
    "system_administrator": {"see_people", "manage_people"},
}


def test_these_are_the_roles():
    assert set(ROLES) == set(ON_A_CASE) == set(CONNECTED_BY)


@pytest.mark.parametrize("key", ON_A_CASE)
@pytest.mark.parametrize("right", Right)
def test_each_role_holds_each_right_on_a_case_or_does_not(key, right):
    assert (right in ROLES[key].on_a_case) == (LETTERS[right] in ON_A_CASE[key])


@pytest.mark.parametrize("key", ON_A_CASE)
@pytest.mark.parametrize("right", SiteRight)
def test_each_role_holds_each_right_without_a_case_or_does_not(key, right):
    assert (right in ROLES[key].site) == (right.value in SITE.get(key, set()))


@pytest.mark.parametrize("key", ON_A_CASE)
def test_each_role_is_joined_to_cases_in_its_way(key):
    assert ROLES[key].connected_by == CONNECTED_BY[key]


def test_whoever_manages_accounts_sees_no_child():
    managers = [role for role in ROLES.values() if SiteRight.MANAGE_PEOPLE in role.site]
    assert [role.key for role in managers if role.opens_case_content] == []


def test_nobody_both_asks_for_roles_and_approves_them():
    assert [key for key, role in ROLES.items() if {"manage_people", "approve_people"} <= {*role.site}] == []


def test_whoever_reads_may_at_least_see_the_case():
    assert [key for key, role in ROLES.items() if role.on_a_case and Right.SEE_CASE not in role.on_a_case] == []
