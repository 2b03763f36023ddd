"""The table of roles as a whole: changing one right is a change of policy, and shows here."""

import pytest

from emerald.accounts.permissions import Right, SiteRight
from emerald.accounts.reach import REACH, Reach, of_the_record, of_the_team
from emerald.accounts.roles import ROLES

# Who holds each right on a case. W caseworker, P practice manager, S service manager, M missing-children coordinator,
# C CAMHS practitioner, L police liaison, B business support, A auditor, D data protection officer.
LETTERS = {
    "W": "caseworker",
    "P": "practice_manager",
    "S": "service_manager",
    "M": "missing_coordinator",
    "C": "camhs_practitioner",
    "L": "police_liaison",
    "B": "business_support",
    "A": "auditor",
    "D": "data_protection_officer",
    "-": "system_administrator",
}
ON_A_CASE = {
    "view_case": "WPSMCLBAD",
    "know_child": "WPSMCLBAD",
    "read_child": "WPSMCLBAD",
    "edit_child": "WPSMB",
    "read_decisions": "WPSCLAD",
    "hear_of_sessions": "WPSCLA",
    "read_sessions": "WPSA",
    "record_session": "W",
    "move_note": "PS",
    "read_plan": "WPSCLAD",
    "edit_plan": "WPS",
    "hold_review": "PS",
    "read_oversight": "WPSA",
    "oversee": "PS",
    "change_status": "PS",
    "allocate": "PS",
    "answer_for_child": "PS",
    "propose_closure": "PS",
    "approve_closure": "S",
    "reopen": "PS",
    "restrict": "S",
    "see_readers": "PSAD",
    "read_risk": "WPSMCLBAD",
    "read_assessments": "WPSA",
    "assess_risk": "WPS",
    "sign_off_risk": "PS",
    "pin_entries": "WPS",
    "make_packs": "WPS",
    "hear_of_measures": "WPSMLBA",
    "hear_of_suspects": "WPSMLA",
    "read_suspects": "WPSLA",
    "record_suspects": "WPSL",
    "keep_measures": "PSL",
}
CONNECTED_BY = {
    "caseworker": "allocation",
    "practice_manager": "team",
    "service_manager": "team",
    "missing_coordinator": "link",
    "camhs_practitioner": "link",
    "police_liaison": "link",
    "business_support": "team",
    "auditor": "link",
    "data_protection_officer": "link",
    "system_administrator": None,
}
SITE = {
    "caseworker": {"advise"},
    "practice_manager": {
        "open_cases",
        "advise",
        "read_team_advice",
        "see_caseload",
        "hand_over",
        "see_people",
        "keep_wording",
        "set_indicators",
    },
    "service_manager": {
        "open_cases",
        "advise",
        "read_team_advice",
        "see_caseload",
        "hand_over",
        "see_people",
        "approve_people",
        "keep_wording",
        "set_frequencies",
        "change_teams",
        "set_indicators",
    },
    "police_liaison": {"keep_register"},
    "auditor": {"read_audit", "see_people"},
    "data_protection_officer": {"read_audit", "look_into_comparisons", "see_people"},
    "system_administrator": {"see_people", "manage_people", "see_operations"},
}


def test_the_roles_are_the_documented_ones():
    assert set(ROLES) == set(LETTERS.values()) == set(CONNECTED_BY)
    assert set(ON_A_CASE) == set(Right.values)


@pytest.mark.parametrize("letter", LETTERS)
@pytest.mark.parametrize("right", Right)
def test_each_role_holds_each_right_on_a_case_or_does_not(letter, right):
    assert (right in ROLES[LETTERS[letter]].on_a_case) == (letter in ON_A_CASE[right])


@pytest.mark.parametrize("key", ROLES)
@pytest.mark.parametrize("right", SiteRight)
def test_each_role_holds_each_right_without_a_case_or_does_not(key, right):
    assert (right in ROLES[key].site) == (right.value in SITE.get(key, set()))


@pytest.mark.parametrize("key", ROLES)
def test_each_role_is_joined_to_cases_in_its_way(key):
    assert ROLES[key].connected_by == CONNECTED_BY[key]


def test_whoever_manages_accounts_sees_no_child():
    managers = [role for role in ROLES.values() if SiteRight.MANAGE_PEOPLE in role.site]
    assert [role.key for role in managers if role.opens_content] == []


def test_nobody_both_asks_for_roles_and_approves_them():
    assert [key for key, role in ROLES.items() if {"manage_people", "approve_people"} <= {*role.site}] == []


def test_whoever_reads_may_at_least_see_the_case():
    assert [key for key, role in ROLES.items() if role.on_a_case and Right.SEE_CASE not in role.on_a_case] == []


# What stays when the case closes, for whoever worked it (E); for the episode's team besides, while a later episode is
# another team's (T); and what is of the child as it is today (C).
LASTS = {
    "E": {
        "view_case",
        "know_child",
        "read_decisions",
        "hear_of_sessions",
        "read_sessions",
        "read_plan",
        "read_oversight",
        "read_risk",
        "read_assessments",
        "record_session",
        "edit_plan",
        "assess_risk",
    },
    "T": {
        "move_note",
        "hold_review",
        "oversee",
        "sign_off_risk",
        "change_status",
        "allocate",
        "propose_closure",
        "approve_closure",
        "pin_entries",
    },
    "C": {
        "read_child",
        "edit_child",
        "hear_of_measures",
        "hear_of_suspects",
        "read_suspects",
        "record_suspects",
        "keep_measures",
        "make_packs",
        "see_readers",
        "answer_for_child",
        "reopen",
        "restrict",
    },
}


def test_every_right_on_a_case_says_how_long_it_lasts():
    assert set(REACH) == set(Right)
    assert {
        letter: {right.value for right, found in REACH.items() if found == reach}
        for letter, reach in (("E", Reach.EPISODE), ("T", Reach.WORK), ("C", Reach.CHILD))
    } == LASTS


@pytest.mark.parametrize("key", ROLES)
def test_what_stays_of_a_role_holds_nothing_of_the_child_today(key):
    everything = ROLES[key].on_a_case
    assert of_the_record(everything) == everything & LASTS["E"]
    assert of_the_team(everything) == everything & (LASTS["E"] | LASTS["T"])


def test_whoever_reads_the_child_knows_who_it_is():
    reads = [role for role in ROLES.values() if Right.READ_CHILD in role.on_a_case]
    assert [role.key for role in reads if Right.KNOW_CHILD not in role.on_a_case] == []
