"""Role x page x connected or not, for every URL and method of the site, from one table (`tests.access.pages`)."""

import re
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse
from django.utils import timezone

from emerald.accounts.permissions import Right, SiteRight
from emerald.accounts.roles import ROLES, Connection
from tests.access.page import LIBRARY, OWN, PUBLIC, TEAM, Behind, OnACase, OnTheRegister
from tests.access.pages import PAGES, address_of
from tests.factories.people import make_user
from tests.house import case, house, morag, priya, sunita, team, world

__all__ = ["case", "house", "morag", "priya", "sunita", "team", "world"]

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


def addresses(patterns=None):
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns)
        else:
            yield pattern


def connect(user, world):
    """Join `user` to the case in the way of their role."""
    by = ROLES[user.role].connected_by
    if by == Connection.ALLOCATION:
        world["case"].allocate(user, part="co_worker", by=world["by"])
    elif by == Connection.LINK:
        world["case"].allocate(user, part="linked", by=world["by"])


def expected(page, role, connected):
    """What Emerald returns: "in", "forbidden", "absent"."""
    if page.is_about_a_case:
        if not connected:
            return "absent"
        return "in" if page.needs in role.on_a_case else "forbidden"
    if isinstance(page.needs, SiteRight):
        return "in" if page.needs in role.site else "forbidden"
    if isinstance(page.needs, OnACase):
        return "in" if page.needs.right in role.on_a_case else "forbidden"
    if isinstance(page.needs, Behind):
        return "in" if connected and page.needs.right in role.on_a_case else "absent"
    if isinstance(page.needs, OnTheRegister):
        held = role.on_a_case if connected else frozenset()
        if SiteRight.KEEP_REGISTER in role.site:
            return "in"
        return "absent" if page.needs.seen_with not in held else "in" if page.needs.right in held else "forbidden"
    if page.needs == OWN:  # the world's draft is somebody else's
        return "absent"
    if page.needs == TEAM:
        return "in" if role.connected_by == Connection.TEAM else "forbidden"
    return "in"


def asked(role, connected, *, quick):
    """(page, method, what Emerald returns) for all there is to ask. Most of it is refused, and by the same few lines
    for each right: where there is little time, one page for each right and answer speaks for the others."""
    refused = set()
    for page in PAGES:
        want = expected(page, role, connected)
        if page.needs in (LIBRARY, PUBLIC) or (quick and (page.needs, want) in refused):
            continue
        if want != "in":
            refused.add((page.needs, want))
        yield from ((page, method, want) for method in page.methods)


def ask(browser, method, address):
    """One request, of which nothing stays: the pages of a test see the same world."""
    with transaction.atomic():
        answer = browser.generic(method, address, content_type="application/x-www-form-urlencoded")
        transaction.set_rollback(True)
    return answer.status_code


def without_nonces(text):
    """The page without what is new in each answer: the script's nonce and the form's token."""
    return re.sub(r'(nonce|name="csrfmiddlewaretoken" value)="[^"]*"', "", text)


def verdict(status):
    return {403: "forbidden", 404: "absent", 405: "no such method"}.get(status, "in" if status < 400 else status)


def test_every_url_of_the_site_stands_in_the_table():
    named = [pattern.name for pattern in addresses() if pattern.name != "account"]
    assert sorted(set(named)) == sorted({page.name for page in PAGES})


def test_every_right_opens_at_least_one_page_or_is_said_not_to():
    asked_for = {page.needs for page in PAGES} | {
        page.needs.right for page in PAGES if isinstance(page.needs, OnACase | OnTheRegister)
    }
    # Neither opens a page: the one widens what the case's status says, the other shows a name on the tab of disruption.
    without_a_page_of_its_own = {Right.READ_DECISIONS, Right.HEAR_OF_SUSPECTS}
    assert set(Right) - asked_for == without_a_page_of_its_own
    assert set(SiteRight) - asked_for == {SiteRight.READ_TEAM_ADVICE}  # it widens a list and opens no page


@pytest.mark.parametrize("connected", [True, False], ids=["connected", "not connected"])
@pytest.mark.parametrize("role", ROLES.values(), ids=lambda role: role.key)
def test_each_role_gets_what_the_table_says(role, connected, world, team, elsewhere, signed_in, pytestconfig):
    user = make_user(role=role.key, teams=[team if connected else elsewhere])
    if connected:
        connect(user, world)
    connected = connected and role.connected_by is not None
    browser, wrong = signed_in(user), []
    for page, method, want in asked(role, connected, quick=pytestconfig.getoption("quick")):
        if (got := verdict(ask(browser, method, address_of(page, world)))) != want:
            wrong.append(f"{method} {page.name}: {got}, not {want}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("connected", [True, False], ids=["connected", "not connected"])
@pytest.mark.parametrize("role", ROLES.values(), ids=lambda role: role.key)
def test_a_quick_run_leaves_out_no_page_that_opens_and_no_right_that_is_refused(role, connected):
    connected = connected and role.connected_by is not None
    every, few = (list(asked(role, connected, quick=quick)) for quick in (False, True))
    assert [one for one in every if one[2] == "in"] == [one for one in few if one[2] == "in"]
    assert {(page.needs, want) for page, _, want in every} == {(page.needs, want) for page, _, want in few}


def test_a_page_answers_no_method_but_those_in_the_table(world, sunita, signed_in):
    browser, wrong = signed_in(sunita), []
    for page in PAGES:
        if page.needs in (LIBRARY, PUBLIC):
            continue
        for method in set(METHODS) - set(page.methods):
            if (got := ask(browser, method, address_of(page, world))) != 405:
                wrong.append(f"{method} {page.name}: {got}")
    assert not wrong, "\n".join(wrong)


def test_somebody_signed_out_gets_the_sign_in_page_and_nothing_else(world):
    wrong = []
    for page in PAGES:
        for method in page.methods:
            address = address_of(page, world)
            with transaction.atomic():
                answer = Client().generic(method, address, content_type="application/x-www-form-urlencoded")
                transaction.set_rollback(True)
            if page.needs == PUBLIC:
                continue
            if answer.status_code not in (302, 200) or "/account/login/" not in (answer.get("Location") or answer.text):
                wrong.append(f"{method} {page.name}: {answer.status_code}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("person", ["ended", "inactive", "superuser", "no role"])
def test_who_has_no_role_in_force_opens_no_case(person, world, team, signed_in):
    made = {
        "ended": lambda: make_user(
            role="service_manager", teams=[team], access_ends_on=timezone.localdate() - timedelta(days=1)
        ),
        "inactive": lambda: make_user(role="service_manager", teams=[team], is_active=False),
        "superuser": lambda: make_user(role=None, is_superuser=True),
        "no role": lambda: make_user(role=None),
    }[person]()
    for page in PAGES:
        if page.is_about_a_case:
            assert ask(signed_in(made), page.methods[0], address_of(page, world)) in (302, 404), page.name


def test_an_unseen_case_and_an_absent_one_are_answered_with_the_same_page(world, owen, signed_in):
    browser = signed_in(owen)
    unseen = browser.get(reverse("case", args=[world["reference"]]))
    absent = browser.get(reverse("case", args=["EM-1999-0001"]))
    assert (unseen.status_code, absent.status_code) == (404, 404)
    assert without_nonces(unseen.text.replace(world["reference"], "EM-1999-0001")) == without_nonces(absent.text)
