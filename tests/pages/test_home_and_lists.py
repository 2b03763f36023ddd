"""The first page of the day, and the lists of cases."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from emerald.accounts.models import Appointment
from emerald.accounts.roles import CASEWORKER
from emerald.paging import PAGE
from tests.factories.children import make_case, make_child
from tests.factories.people import make_user


def get(browser, name, **query):
    return browser.get(reverse(name, query=query)).text


def test_a_caseworker_sees_their_cases_with_status_and_when_last_seen(case, priya, signed_in):
    case.child_was_seen(timezone.localdate() - timedelta(days=3))
    text = get(signed_in(priya), "home")
    for words in (case.reference, "Tamsin Quillfeather", "At risk", "3 days ago"):
        assert words in text


def test_a_caseworker_elsewhere_sees_none_of_it(case, owen, signed_in):
    for name in ("home", "my_cases"):
        text = get(signed_in(owen), name)
        assert case.reference not in text
        assert "Quillfeather" not in text


def test_a_manager_sees_the_team_the_unallocated_and_the_closures(case, morag, sunita, signed_in):
    waiting = make_case(manager=morag, child=make_child(given_names="Wren", family_name="Abernathy-Vale"))
    case.propose_closure(by=morag, reason="C3", summary="Safer.", views="-")
    for manager in (morag, sunita):
        text = get(signed_in(manager), "home")
        assert "Closures waiting for approval" in text
        assert waiting.reference in get(signed_in(manager), "unallocated_cases")
        assert case.reference not in get(signed_in(manager), "unallocated_cases")
        assert case.reference in get(signed_in(manager), "closures_waiting")


def test_a_role_without_children_is_told_so_and_sees_none(case, signed_in):
    text = get(signed_in(make_user(role="system_administrator")), "home")
    assert "opens no child’s record" in text
    assert case.reference not in text


def test_a_service_manager_is_told_of_roles_that_wait_and_nobody_else_is(case, morag, sunita, team, signed_in):
    Appointment.ask(
        make_user(role=None), role=CASEWORKER, teams=[team], because="New.", by=make_user(role="system_administrator")
    )
    assert "1 request about people waits for approval" in get(signed_in(sunita), "home")
    assert "for approval. <a" not in get(signed_in(morag), "home")


def test_a_manager_is_told_of_cases_that_somebody_who_left_still_leads(case, morag, priya, elsewhere, signed_in):
    stranger = make_user(role="practice_manager", teams=[elsewhere])
    assert "still leads cases" not in get(signed_in(morag), "home")
    priya.leave()
    assert "Priya Nair has left and still leads cases" in get(signed_in(morag), "home")
    assert "Priya Nair" not in get(signed_in(stranger), "home")


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ({"status": "victim"}, False),
        ({"status": "at_risk"}, True),
        ({"status": "open"}, True),
        ({"status": "closed"}, False),
        ({"status": "nonsense"}, True),
        ({"team": "999999"}, True),
    ],
)
def test_the_team_list_narrows_by_status_and_survives_nonsense(case, morag, signed_in, query, shown):
    assert (case.reference in get(signed_in(morag), "team_cases", **query)) is shown


def test_no_query_parameter_widens_a_list(case, owen, elsewhere, team, signed_in):
    stranger = make_user(role="practice_manager", teams=[elsewhere])
    for query in ({"team": team.pk}, {"lead": case.lead.pk}, {"status": "open", "after": case.pk}):
        assert case.reference not in get(signed_in(stranger), "team_cases", **query)


def test_filter_choices_name_only_ones_own_teams_and_their_workers(case, elsewhere, signed_in):
    stranger = make_user(role="practice_manager", teams=[elsewhere])
    text = get(signed_in(stranger), "team_cases")
    assert "Emerald North" not in text
    assert "Priya Nair" not in text


def test_a_long_list_is_paged_by_key_and_shows_every_case_once(morag, signed_in):
    made = {make_case(manager=morag).reference for _ in range(PAGE + 3)}
    browser = signed_in(morag)
    first = browser.get(reverse("team_cases"))
    assert "and there are more" in first.text
    following = first.text.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0].replace("&amp;", "&")
    second = browser.get(reverse("team_cases") + following).text
    pages = [{reference for reference in made if reference in text} for text in (first.text, second)]
    assert (len(pages[0]), len(pages[1]), pages[0] & pages[1]) == (PAGE, 3, set())


@pytest.mark.parametrize("after", ["nonsense", "2026-02-30_1", "-5", "0", "99999999999999999999"])
def test_a_nonsense_key_starts_the_list_at_its_beginning(case, morag, signed_in, after):
    assert case.reference in get(signed_in(morag), "team_cases", status="open", after=after)


# Queries of a page, without savepoints. Home is three lists in one, and what is due, on cases and on measures.
BUDGETS = {"home": 12, "my_cases": 12, "team_cases": 12, "unallocated_cases": 12, "closures_waiting": 12}


@pytest.mark.parametrize(("name", "budget"), BUDGETS.items())
def test_a_list_costs_the_same_number_of_queries_whatever_its_length(
    name, budget, team, morag, priya, sunita, signed_in, queries_of
):
    def two_more_cases():
        make_case(manager=morag, lead=priya, status="victim").propose_closure(
            by=morag, reason="C1", summary="Safer.", views="-"
        )
        make_case(manager=morag)

    two_more_cases()
    few = queries_of(signed_in(sunita), reverse(name))
    for _ in range(5):
        two_more_cases()
    assert queries_of(signed_in(sunita), reverse(name)) == few <= budget


def test_the_case_page_costs_the_same_number_of_queries_whatever_has_happened(case, morag, signed_in, queries_of):
    address = reverse("case", args=[case.reference])
    few = queries_of(signed_in(morag), address)
    for number in range(30):
        case.chronicle("details", f"Something happened, {number}.", by=morag)
    case.propose_closure(by=morag, reason="C3", summary="Safer.", views="-")
    assert queries_of(signed_in(morag), address) == few <= 13
