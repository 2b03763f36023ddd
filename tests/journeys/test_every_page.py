"""Every page of the site in a browser, with data: accessible, 320 pixels wide, nothing in the console.

The pages come from the table of the matrix (`tests.access.pages`), each opened by a role that may open it.
"""

import pytest

from cases.models import MoveTold
from emerald.accounts.permissions import Right, SiteRight
from tests.access.page import PUBLIC
from tests.access.pages import PAGES, address_of
from tests.factories.everything import one_of_everything
from tests.factories.people import make_user
from tests.journeys.accessibility import findings, wider_than_a_phone
from tests.journeys.autofill import remembered

NO_PAGES = {
    "health": "says yes or no to a machine",
    "ready": "the same",
    "metrics": "tells a machine its figures, for a token",
    "end_time_away": "acts",
    "end_time_away_of": "acts",
    "send_again": "acts",
    "end_calendar_link": "acts",
    "calendar_feed": "is a file",
    "mfa_download_recovery_codes": "is a file",
    "mfa_deactivate_totp": "is there once a second step is set up",
    "mfa_view_recovery_codes": "the same",
    "stay_signed_in": "answers a script",
    "sign_out_everywhere": "acts",
    "end_session": "acts",
    "save_draft": "answers a script",
    "wording_terms": "answers a script",
    "suggest_persons": "answers a script",
    "suggest_children": "answers a script",
    "suggest_protected": "answers a script",
    "discard_draft": "acts",
    "send_file": "answers a script",
    "download_document": "is a file",
    "download_measure_paper": "is a file",
    "person_photograph": "is a picture",
}
FOR_A_CASEWORKER = {
    "due",
    "notices",
    "snooze",
    "time_away",
    "my_cases",
    "unfinished",
    "draft",
    "quick_notes",
    "strike_out_session",
    "strike_out_contact",
    "add_to_consultation",
}


@pytest.fixture
def people(team, sunita, priya):
    """Somebody for each page: by the site right it asks for, else the service manager."""
    return {
        **dict.fromkeys(
            (SiteRight.MANAGE_PEOPLE, SiteRight.SEE_OPERATIONS), make_user(role="system_administrator", name="Ivo Reed")
        ),
        SiteRight.READ_AUDIT: make_user(role="auditor", name="Ada Thorne"),
        SiteRight.KEEP_REGISTER: make_user(role="police_liaison", name="Nia Trask"),
        SiteRight.LOOK_INTO_COMPARISONS: make_user(role="data_protection_officer", name="Deva Lind"),
        "caseworker": priya,
        "anybody": sunita,
    }


def somebody_for(page, people):
    if page.name in FOR_A_CASEWORKER or page.needs == Right.RECORD_SESSION:
        return people["caseworker"]
    return people.get(page.needs, people["anybody"])


def look(browser, address):
    """What is wrong with the page at this address."""
    answer = browser.goto(address)
    if answer.status != 200:
        return [f"answered {answer.status}"]
    return [
        *findings(browser),
        *wider_than_a_phone(browser),
        *remembered(browser),
        *([] if browser.title().endswith("– Emerald") else [f"title: {browser.title()}"]),
    ]


@pytest.mark.parametrize(
    "opener",
    [
        "caseworker",
        "anybody",
        SiteRight.MANAGE_PEOPLE,
        SiteRight.READ_AUDIT,
        SiteRight.KEEP_REGISTER,
        SiteRight.LOOK_INTO_COMPARISONS,
    ],
)
def test_every_page_is_accessible_and_fits_a_phone(opener, case, morag, priya, team, people, sign_in, live_server):
    world = one_of_everything(case=case, manager=morag, lead=priya, team=team)
    world["told"] = MoveTold.objects.filter(manager=people["anybody"]).first().pk  # to each manager a page of their own
    browser, wrong = sign_in(people[opener]), {}
    for page in PAGES:
        if (
            page.name in NO_PAGES
            or "GET" not in page.methods
            or page.needs == PUBLIC
            or (somebody_for(page, people) != people[opener])
        ):
            continue
        if found := look(browser, live_server.url + address_of(page, world)):
            wrong[page.name] = found
    assert wrong == {}


def test_every_open_page_is_accessible_and_fits_a_phone(page, live_server, transactional_db):
    wrong = {}
    for one in PAGES:
        if (
            one.needs == PUBLIC
            and one.name not in NO_PAGES
            and (found := look(page, live_server.url + address_of(one, {})))
        ):
            wrong[one.name] = found
    assert wrong == {}


def test_an_empty_site_is_accessible_and_fits_a_phone(sunita, sign_in, live_server):
    browser, wrong = sign_in(sunita), {}
    for page in PAGES:
        if (
            page.takes
            or page.name in {*NO_PAGES, "quick_notes"}
            or "GET" not in page.methods
            or page.needs
            in (
                PUBLIC,
                SiteRight.MANAGE_PEOPLE,
                SiteRight.SEE_OPERATIONS,
                SiteRight.READ_AUDIT,
                SiteRight.KEEP_REGISTER,
                SiteRight.LOOK_INTO_COMPARISONS,
            )
        ):
            continue
        if found := look(browser, live_server.url + address_of(page, {})):
            wrong[page.name] = found
    assert wrong == {}
