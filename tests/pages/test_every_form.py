"""Whatever is typed into any form of the site, the answer is a page that says what is wrong and keeps what was typed.

The forms come from the table of the matrix, their questions from the pages themselves.
"""

import pytest
from django.db import transaction

from emerald.accounts.permissions import Right, SiteRight
from tests.access.pages import PAGES, address_of
from tests.factories.people import make_user
from tests.house import case, house, morag, priya, sunita, team, world
from tests.pages.form_reader import FormReader

__all__ = ["case", "house", "morag", "priya", "sunita", "team", "world"]
FORMS = [page for page in PAGES if page.methods == ("GET", "POST") and page.name != "carry_on"]
# What a page that only asks to confirm has no question for.
NOTHING_TO_TYPE = {
    "decide_role",
    "give_access_back",
    "invite_person",
    "remove_second_step",
    "restriction_names",
    "remove_child_detail",
    "add_session_files",
    "add_contact_files",
    "unpin_entry",
    "calendar_link",
    "take_off_particular",
    "add_person_photograph",
    "take_off_person_photograph",
    "add_measure_papers",
    "take_off_place_particular",
    "decide_change",
    "kept_draft",
}
# One box in which nearly anything may be looked for: such an answer is what was found.
MAY_BE_ANYTHING = {"find_child", "find_in_register"}
TYPED = {
    "a script": "<script>alert(document.cookie)</script>",
    "right to left": "مريم ‏الزهراني",
    "emoji": "👩‍👧 brave 💚",
    "a null character": "before\x00after",
    "more than a box takes": "long " * 20_001,  # in every box at once it must stay within what one posting may hold
    "an impossible day": "31",
    "a formula": '=HYPERLINK("x")',
}
MANY = 15  # so many boxes overfilled stay within what one posting may hold


@pytest.fixture
def people(team, sunita, priya):
    return {
        SiteRight.MANAGE_PEOPLE: make_user(role="system_administrator"),
        SiteRight.READ_AUDIT: make_user(role="auditor", name="Ada Thorne"),
        Right.RECORD_SESSION: priya,
        SiteRight.KEEP_REGISTER: make_user(role="police_liaison", name="Nia Trask"),
        SiteRight.LOOK_INTO_COMPARISONS: make_user(role="data_protection_officer", name="Deva Lind"),
        "write_assessment": priya,
        "choose_level": priya,
        "strike_out_session": priya,
        "snooze": priya,
        "add_to_consultation": priya,
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


@pytest.mark.parametrize("asked", FORMS, ids=lambda page: page.name)
def test_every_form_is_protected_against_forgery_and_double_posting(asked, opened):
    *_, form = opened(asked)
    if form is None:
        return assert_reached_only_from_another_form(asked)
    assert "csrfmiddlewaretoken" in form.fields
    assert form.fields.get("once") or asked.name in {"open_case", "components_form"}  # those two record nothing
    return None


def assert_reached_only_from_another_form(page):
    assert page.name in {"open_case_new_child", "decide_role"}, page.name


@pytest.mark.parametrize("asked", FORMS, ids=lambda page: page.name)
def test_nonsense_is_answered_with_the_form_and_what_was_typed(asked, opened):
    browser, address, form = opened(asked)
    if form is None:
        return
    if not form.typed_into:
        assert asked.name in NOTHING_TO_TYPE
        return
    for what, typed in TYPED.items():
        boxes = form.typed_into[:MANY] if what == "more than a box takes" else form.typed_into
        with transaction.atomic():  # each is typed into the page as it was opened
            answer = browser.post(address, form.fields | dict.fromkeys(boxes, typed))
            transaction.set_rollback(True)
        assert answer.status_code in (200, 302), what
        if answer.status_code == 200:
            assert "There is a problem" in answer.text or asked.name in MAY_BE_ANYTHING, what
            assert "<script>alert(" not in answer.text
            assert set(form.typed_into) <= set(FormReader(answer.text).typed_into), what


@pytest.mark.parametrize("asked", FORMS, ids=lambda page: page.name)
def test_a_text_that_comes_back_is_the_text_that_was_typed(asked, opened):
    browser, address, form = opened(asked)
    if form is None or not form.typed_into:
        return
    typed = f"Kept <b>as typed</b> & “quoted” {asked.name}"
    posted = form.fields | dict.fromkeys(form.typed_into, typed)
    answer = browser.post(address, {name: value for name, value in posted.items() if name != "effective_on_day"})
    if answer.status_code == 200:
        assert "Kept &lt;b&gt;as typed&lt;/b&gt; &amp; “quoted”" in answer.text
