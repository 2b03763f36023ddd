"""Every page with a long text keeps drafts; the few that do not say why."""

from uuid import uuid4

import pytest

from emerald.accounts.models import User
from emerald.accounts.permissions import Right, SiteRight
from emerald.drafts.models import Draft
from tests.access.pages import address_of
from tests.factories.people import make_user
from tests.house import case, house, morag, priya, sunita, team, world
from tests.pages.form_reader import FormReader
from tests.pages.test_every_form import FORMS

__all__ = ["case", "house", "morag", "priya", "sunita", "team", "world"]
KEEP_NONE = {
    "audit_log_export": "hands out a file and records no text about a child",
    "components_form": "the gallery records nothing",
    "consultation_export": "hands out a file and records no text about a child",
    "caseload_export": "hands out a file and records no text about a child",
    "export_persons": "hands out a file and records no text about a child",
    "export_measures": "hands out a file and records no text about a child",
    "kept_draft": "asks for a choice; the text it shows is somebody else's and cannot be changed",
    "disruption_export": "hands out a file and records no text about a child",
}
WRITES_IT = {"write_assessment", "choose_level", "strike_out_session", "snooze", "add_to_consultation"}
ASKED = [page for page in FORMS if page.name not in KEEP_NONE]


@pytest.fixture
def people(sunita, priya):
    return {
        SiteRight.MANAGE_PEOPLE: make_user(role="system_administrator"),
        SiteRight.READ_AUDIT: make_user(role="auditor", name="Ada Thorne"),
        SiteRight.KEEP_REGISTER: make_user(role="police_liaison", name="Nia Trask"),
        SiteRight.LOOK_INTO_COMPARISONS: make_user(role="data_protection_officer", name="Deva Lind"),
        Right.RECORD_SESSION: priya,
        **dict.fromkeys(WRITES_IT, priya),
        "anybody": sunita,
    }


@pytest.fixture
def opened(world, people, signed_in):
    """A form's page: (browser, address, questions)."""

    def open_(page):
        person = people.get(page.name) or people.get(page.needs) or people["anybody"]
        browser, address = signed_in(person), address_of(page, world)
        answer = browser.get(address)
        return browser, address, FormReader(answer.text) if answer.status_code == 200 else None

    return open_


@pytest.mark.parametrize("asked", ASKED, ids=lambda page: page.name)
def test_a_page_with_a_long_text_keeps_itself_and_carries_on(asked, opened):
    browser, address, form = opened(asked)
    if form is None or "<textarea" not in (text := browser.get(address).text):
        return
    assert f'data-place="{address}"' in text
    author = User.objects.get(pk=browser.session["_auth_user_id"])
    typed = {name: [f"Begun: {name}"] for name in form.typed_into}
    Draft.store(author, place=address, title="-", writing=uuid4(), typed=typed)
    again = browser.get(address, {"draft": Draft.of(author).first().pk}).text
    assert "There is a problem" not in again
    for name in form.typed_into:
        assert f"Begun: {name}" in again, name
