"""The bar under the header: which links there are, and who is shown which. A link is no right: every page asks."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from emerald.accounts.permissions import Right, SiteRight
from emerald.accounts.roles import Connection


@dataclass(frozen=True)
class Item:
    text: str
    url_name: str
    is_for: Callable[[object], bool]


def everybody(user):
    return True


def may(right):
    return lambda user: user.has_site_right(right)


def connected_by(*connections):
    return lambda user: user.connected_by in connections


def on_a_case(*rights):
    return lambda user: not user.rights_on_a_case.isdisjoint(rights)


@dataclass(frozen=True)
class Setting(Item):
    """What a team sets itself, without code; `hint` says what it changes."""

    hint: str


SETTINGS = (
    Setting("How often", "frequencies", may(SiteRight.SET_FREQUENCIES),
            "How many days lie between two reviews, between seeing a child again, and between supervisions"),
    Setting("Indicators of risk", "indicators", may(SiteRight.SET_INDICATORS),
            "The questions of the risk assessment, what each weighs, and since when it is asked"),
    Setting("Wording", "wording", may(SiteRight.KEEP_WORDING),
            "Phrases that get a kinder suggestion, and the prompts a note begins with"),
)


def settings_for(user):
    """Those of `SETTINGS` this person may change."""
    return [one for one in SETTINGS if one.is_for(user)]


NAVIGATION = (
    Item("Home", "home", everybody),
    Item("Due", "due", on_a_case(Right.SEE_CASE)),
    Item("Find", "find_child", on_a_case(Right.READ_CHILD)),
    Item("Find in notes", "find_in_notes", on_a_case(Right.READ_SESSIONS)),
    Item("My cases", "my_cases", connected_by(Connection.ALLOCATION, Connection.LINK)),
    Item("Team cases", "team_cases", connected_by(Connection.TEAM)),
    Item("Unallocated", "unallocated_cases", on_a_case(Right.ALLOCATE)),
    Item("Closures", "closures_waiting", on_a_case(Right.PROPOSE_CLOSURE, Right.APPROVE_CLOSURE)),
    Item("Assessments", "assessments_waiting", on_a_case(Right.SIGN_OFF_RISK)),
    Item("Consultations", "consultations", on_a_case(Right.READ_SESSIONS)),
    Item("Register", "register", on_a_case(Right.READ_SUSPECTS)),
    Item("Open a case", "open_case", may(SiteRight.OPEN_CASES)),
    Item("Caseload", "caseload", may(SiteRight.SEE_CASELOAD)),
    Item("Settings", "settings", lambda user: bool(settings_for(user))),
    Item("People", "people", may(SiteRight.SEE_PEOPLE)),
    Item("Access log", "audit_log", may(SiteRight.READ_AUDIT)),
    Item("Operations", "operations", may(SiteRight.SEE_OPERATIONS)),
)


def navigation_for(user, path):
    """The person's links as the service navigation takes them; the one that `path` lies under is marked.

    Asks the database nothing. On a smaller site, such as one room's own in a test, a link without its page is left
    out; that the whole site has every page is a test.
    """
    shown = [(item.text, address) for item in NAVIGATION if item.is_for(user) and (address := _address(item.url_name))]
    here = max((address for _, address in shown if _lies_under(path, address)), key=len, default=None)
    return [{"text": text, "href": address, "active": address == here} for text, address in shown]


def _lies_under(path, address):
    return path == address or (address != "/" and path.startswith(address))


def _address(url_name):
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return None
