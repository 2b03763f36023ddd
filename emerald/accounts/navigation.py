"""The bar under the header: which links there are, and who is shown which. A link is no right: every page asks."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.urls import NoReverseMatch, reverse

from emerald.accounts.models import User
from emerald.accounts.permissions import Right, SiteRight
from emerald.accounts.roles import Connection


@dataclass(frozen=True)
class Item:
    text: str
    url_name: str
    is_for: Callable[[User], bool]
    under: str = field(default="", kw_only=True)  # the word in the bar under which several stand


def everybody(user: User) -> bool:
    return True


def may(right: SiteRight) -> Callable[[User], bool]:
    return lambda user: user.has_site_right(right)


def connected_by(*connections: Connection) -> Callable[[User], bool]:
    return lambda user: user.connected_by in connections


def on_a_case(*rights: Right) -> Callable[[User], bool]:
    return lambda user: not user.rights_on_a_case.isdisjoint(rights)


@dataclass(frozen=True)
class Setting(Item):
    """What a team sets itself, without code; `hint` says what it changes."""

    hint: str


SETTINGS = (
    Setting(
        "How often",
        "frequencies",
        may(SiteRight.SET_FREQUENCIES),
        "How many days lie between two reviews, between seeing a child again, and between supervisions",
    ),
    Setting(
        "Indicators of risk",
        "indicators",
        may(SiteRight.SET_INDICATORS),
        "The questions of the risk assessment, what each weighs, and since when it is asked",
    ),
    Setting(
        "Wording",
        "wording",
        may(SiteRight.KEEP_WORDING),
        "Phrases that get a kinder suggestion, and the prompts a note begins with",
    ),
)


def settings_for(user: User) -> list["Setting"]:
    """Those of `SETTINGS` this person may change."""
    return [one for one in SETTINGS if one.is_for(user)]


NAVIGATION = (
    Item("Home", "home", everybody),
    Item("Due", "due", on_a_case(Right.SEE_CASE)),
    Item("Find a child", "find_child", on_a_case(Right.READ_CHILD), under="Find"),
    Item("Find in notes", "find_in_notes", on_a_case(Right.READ_SESSIONS), under="Find"),
    Item("My cases", "my_cases", connected_by(Connection.ALLOCATION, Connection.LINK), under="Cases"),
    Item("Team cases", "team_cases", connected_by(Connection.TEAM), under="Cases"),
    Item("Unallocated", "unallocated_cases", on_a_case(Right.ALLOCATE), under="Cases"),
    Item("Closures", "closures_waiting", on_a_case(Right.PROPOSE_CLOSURE, Right.APPROVE_CLOSURE), under="Cases"),
    Item("Assessments", "assessments_waiting", on_a_case(Right.SIGN_OFF_RISK), under="Cases"),
    Item("Same child?", "likenesses", on_a_case(Right.ANSWER_FOR_CHILD), under="Cases"),
    Item("Teams", "my_teams", may(SiteRight.HAND_OVER), under="Cases"),
    Item("Open a case", "open_case", may(SiteRight.OPEN_CASES), under="Cases"),
    Item("Consultations", "consultations", on_a_case(Right.READ_SESSIONS)),
    Item("The register", "register", on_a_case(Right.READ_SUSPECTS), under="Register"),
    Item("Persons of concern", "persons_of_concern", on_a_case(Right.READ_SUSPECTS), under="Register"),
    Item("Measures", "measures", on_a_case(Right.READ_SUSPECTS), under="Register"),
    Item("Places", "places", on_a_case(Right.READ_SUSPECTS), under="Register"),
    Item("Being disrupted", "disruption", on_a_case(Right.READ_SUSPECTS), under="Register"),
    Item("Requests about connections", "connection_requests", on_a_case(Right.RECORD_SUSPECTS), under="Register"),
    Item("Caseload", "caseload", may(SiteRight.SEE_CASELOAD)),
    Item("Settings", "settings", lambda user: bool(settings_for(user))),
    Item("People", "people", may(SiteRight.SEE_PEOPLE)),
    Item("Access log", "audit_log", may(SiteRight.READ_AUDIT)),
    Item("Operations", "operations", may(SiteRight.SEE_OPERATIONS)),
)


def navigation_for(user: User, path: str) -> tuple[list[dict[str, Any]], str, list[dict[str, Any]]]:
    """(the bar's links, what the links beside each other on this page are called, those links), as the components take
    them. What somebody has several of under one word stands in the bar once, and beside each other on those pages.

    Asks the database nothing. On a smaller site, such as one room's own in a test, a link without its page is left
    out; that the whole site has every page is a test.
    """
    shown = [(item, address) for item in NAVIGATION if item.is_for(user) and (address := _address(item.url_name))]
    here = max((address for _, address in shown if _lies_under(path, address)), key=len, default=None)
    groups: dict[str, list[dict[str, Any]]] = {}
    for item, address in shown:
        groups.setdefault(item.under or item.text, []).append(
            {"text": item.text, "href": address, "active": address == here}
        )
    bar = [
        links[0]
        | {"text": name if len(links) > 1 else links[0]["text"], "active": any(link["active"] for link in links)}
        for name, links in groups.items()
    ]
    several = {name: links for name, links in groups.items() if len(links) > 1}
    name = next((name for name, links in several.items() if path in {link["href"] for link in links}), "")
    return bar, name, several.get(name, [])


def _lies_under(path: str, address: str) -> bool:
    return path == address or (address != "/" and path.startswith(address))


def _address(url_name: str) -> str | None:
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return None
