"""Every door of the site gets keys nobody can have, of another record, and of none: it refuses, and the refusal is
written down. Nothing that can be put into an address makes the site fail.

The addresses come from the table of the matrix.
"""

from http.cookies import SimpleCookie
from itertools import count, cycle
from urllib.parse import quote

import pytest
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch

from emerald.accounts.roles import ROLES
from emerald.audit.models import AccessEntry
from emerald.audit.models.access_entry import Outcome
from tests.access.page import LIBRARY, PUBLIC, OnTheRegister
from tests.access.pages import PAGES, address_of
from tests.factories.children import make_case, make_child
from tests.factories.everything import one_of_everything
from tests.factories.people import make_team, make_user
from tests.house import case, house, morag, priya, sunita, team, world

__all__ = ["case", "house", "morag", "priya", "sunita", "team", "world"]
WITH_KEYS = [page for page in PAGES if page.takes and page.name != "account_reset_password_from_key"]
TWENTY = {"twenty digits": "9" * 20}
OF_NOBODY = {"beyond 64 bits by one": str(2**63), "of none": str(2**40), "zero": "0"}
NO_KEYS = {
    "negative": "-1",
    "four thousand digits": "7" * 4000,
    "no number": "first",
    "NUL": "1%00",
    "half a character": "%ff",
    "Arabic digits": quote("٤٢"),
    "full-width digits": quote("１２"),
    "a line break": "1%0A",
    "a blank": "1%20",
    "a quote": "1%27",
    "up and away": "..%2f..%2fetc",
    "nothing": "",
    "long": "a" * 3000,
}
READY = "/health/ready/"
IN_THE_MATRIX = {"GET", "POST", "PUT", "PATCH", "DELETE"}  # asked there of every page of ours
METHODS = ("GET", "POST", "HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE")


@pytest.fixture
def ask():
    """One request, of which nothing stays: the answer, and whether a refusal was written for it."""

    def ask_(browser, method, address, data=None):
        cookies = SimpleCookie(browser.cookies.output(header="", sep=";"))
        with transaction.atomic():
            seen = AccessEntry.objects.newest_first().values_list("pk", flat=True).first() or 0
            if data is None:
                answer = browser.generic(method, address, content_type="application/x-www-form-urlencoded")
            else:
                answer = browser.get(address, data)
            refused = AccessEntry.objects.filter(pk__gt=seen, outcome=Outcome.REFUSED).exists()
            transaction.set_rollback(True)
        browser.cookies = cookies  # also after a page that signed the person out
        if address == READY and answer.status_code == 503:
            return 200, refused  # its way of saying that no worker runs
        return answer.status_code, refused

    return ask_


@pytest.fixture
def browser_of(signed_in):
    def browser_of_(user):
        browser = signed_in(user)
        browser.raise_request_exception = False
        return browser

    return browser_of_


@pytest.fixture
def nia(team):
    return make_user(role="police_liaison", name="Nia Trask", teams=[team])


def address_with(page, world, key, said):
    """The page's address with `said`, as it stands in an address, in the place of this key."""
    for digits in count(918_273):
        for stands_in in (
            digits,
            f"stand-in-{digits}",
            f"EM-1999-{digits}",
            f"PC-1999-{digits}",
            f"PL-1999-{digits}",
            f"DM-1999-{digits}",
            f"stands_in_{digits}",
        ):
            try:
                address = address_of(page, {**world, key: stands_in})
            except NoReverseMatch:
                continue
            if address.count(str(stands_in)) == 1:
                return address.replace(str(stands_in), said)


def wrong_answer(status, refused, *, signed_in=True):
    if status >= 500:
        return f"{status}"
    if signed_in and status in (403, 404) and not refused:
        return f"{status} without a trace"
    return ""


def walk(ask, browser, asked, *, signed_in=True, want=()):
    """`asked`: (what it is, method, address). What was answered as it may not be, one a line."""
    wrong = []
    for what, method, address in asked:
        status, refused = ask(browser, method, address)
        bad = wrong_answer(status, refused, signed_in=signed_in)
        if not bad and want and status not in want:
            bad = f"{status}, not one of {want}"
        if bad:
            wrong.append(f"{method} {what}: {bad}")
    return "\n".join(wrong)


def hostile_addresses(world, pages, always, in_turn=()):
    """Every key of every page is each of `always` by every method, and one of `in_turn` by the first."""
    turn = cycle(dict(in_turn).items())
    for page in pages:
        for key in page.takes:
            asked = [(what, said, method) for what, said in always.items() for method in page.methods]
            if in_turn:
                asked.append((*next(turn), page.methods[0]))
            for what, said, method in asked:
                yield f"{page.name}, {key} {what}", method, address_with(page, world, key, said)


def needs_the_register(page):
    return isinstance(page.needs, OnTheRegister)


def test_a_manager_is_refused_with_a_trace_at_every_door_with_a_key_nobody_has(world, sunita, ask, browser_of):
    pages = [page for page in WITH_KEYS if not needs_the_register(page)]
    assert walk(ask, browser_of(sunita), hostile_addresses(world, pages, TWENTY, OF_NOBODY)) == ""


def test_whoever_keeps_the_register_is_refused_with_a_trace_too(world, nia, ask, browser_of):
    pages = [page for page in WITH_KEYS if needs_the_register(page) or "consultation" in page.takes]
    assert walk(ask, browser_of(nia), hostile_addresses(world, pages, TWENTY, OF_NOBODY)) == ""


def test_what_is_no_key_at_all_is_refused_with_a_trace(world, sunita, ask, browser_of):
    """One of them for each key in turn: the table of addresses judges all alike."""
    assert walk(ask, browser_of(sunita), hostile_addresses(world, WITH_KEYS, {}, NO_KEYS)) == ""


OTHERS = [key for key in ROLES if key not in {"service_manager", "police_liaison"}]


@pytest.mark.parametrize("role", OTHERS)
def test_every_other_role_meets_no_failure_with_twenty_digits(role, world, team, ask, browser_of):
    """Each page by at least two of them."""
    browser = browser_of(make_user(role=role, teams=[team]))
    asked = [
        (page.name, page.methods[-1], address_with(page, world, page.takes[-1], "9" * 20))
        for page in WITH_KEYS[OTHERS.index(role) % 4 :: 4]
    ]
    assert walk(ask, browser, asked) == ""


def test_somebody_signed_out_meets_no_failure(world, ask):
    browser = Client(raise_request_exception=False)
    asked = hostile_addresses(world, WITH_KEYS, {}, TWENTY | {"NUL": "1%00", "half a character": "%ff"})
    assert walk(ask, browser, asked, signed_in=False) == ""


@pytest.fixture
def another_world(db):
    """The same of everything, of a team and of children nobody here has to do with."""
    team = make_team(name="Emerald Far")
    manager, lead = (make_user(role=role, teams=[team]) for role in ("practice_manager", "caseworker"))
    case = make_case(manager=manager, child=make_child(given_names="Wren", family_name="Oakfield"))
    case.allocate(lead, part="lead", by=manager)
    return one_of_everything(case=case, manager=manager, lead=lead, team=team)


# Words that are the same in every world, and what is listed for everybody.
OF_THE_HOUSE = {
    "kind",
    "figure",
    "figure_of_people",
    "use",
    "choice",
    "measure_kind",
    "place_measure_kind",
    "term",
    "indicator",
    "frequency",
    "own_session",
    "token",
}


def keys_of_another(world, another, register):
    """Every page with one key of the other world beside those of this one."""
    for page in WITH_KEYS:
        if needs_the_register(page) != register:
            continue
        own = page.takes[1:] if page.takes[0] in {"reference", "suspect", "place", "measure"} else ()
        for key in own:
            if key in OF_THE_HOUSE or key == "other":
                continue
            for method in page.methods:
                yield f"{page.name}, {key} of another record", method, address_of(page, {**world, key: another[key]})


def test_a_key_of_another_record_is_as_good_as_none(world, another_world, sunita, nia, ask, browser_of):
    for person, register in ((sunita, False), (nia, True)):
        asked = list(keys_of_another(world, another_world, register))
        assert len(asked) > 20
        assert walk(ask, browser_of(person), asked, want=(403, 404)) == ""


def test_what_belongs_to_others_is_refused_with_a_trace(world, another_world, sunita, ask, browser_of):
    asked = [(page.name, page.methods[-1], address_of(page, another_world)) for page in WITH_KEYS]
    assert walk(ask, browser_of(sunita), asked) == ""


@pytest.mark.parametrize("signed", [True, False], ids=["signed in", "signed out"])
def test_no_method_makes_any_page_fail(signed, world, sunita, ask, browser_of):
    browser = browser_of(sunita) if signed else Client(raise_request_exception=False)
    asked = [
        (page.name, method, address_of(page, world))
        for turn, page in enumerate(PAGES)
        for method in METHODS
        if page.needs in (LIBRARY, PUBLIC) or method not in IN_THE_MATRIX | ({"HEAD"} if turn % 4 else set())
    ]
    assert walk(ask, browser, asked, signed_in=signed) == ""
