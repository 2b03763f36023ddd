"""Every page that each role may open, with one address of each: the table of the matrix of rights, and the case with
one of everything."""

from emerald.accounts.roles import ROLES
from tests.access.page import LIBRARY, PUBLIC
from tests.access.pages import PAGES, address_of
from tests.access.test_matrix import expected

# Lists that hold as much for their reader whatever the size of the council.
LISTS = (
    "home",
    "my_cases",
    "team_cases",
    "unallocated_cases",
    "closures_waiting",
    "assessments_waiting",
    "due",
    "notices",
    "persons_of_concern",
    "measures",
    "places",
    "register",
    "connection_requests",
    "likenesses",
    "consultations",
    "people",
    "audit_log",
)


def pages_of(role, world, only=()):
    """(name, address) of every page that somebody in this role (its key) reads, who is joined to the case. `only`:
    names of pages, where not all of them are wanted."""
    one = ROLES[role]
    for page in PAGES:
        if page.needs in (LIBRARY, PUBLIC) or "GET" not in page.methods or (only and page.name not in only):
            continue
        if expected(page, one, one.connected_by is not None) == "in":
            yield page.name, address_of(page, world)
