"""One case from opening to closure and back, in a browser, by the people whose work it is. With scripts and without."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from cases.models import Case
from tests.factories.people import PASSWORD


class Person:
    """Somebody at a browser."""

    def __init__(self, page, server, user):
        self.page, self.server = page, server
        page.context.clear_cookies()
        page.goto(server.url + reverse("account_login"))
        page.get_by_label("E-mail").fill(user.email)
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        expect(page.get_by_role("heading", name=f"Good to see you, {user.name.split()[0]}")).to_be_visible()

    def press(self, name):  # a link drawn as a button is one too
        self.page.get_by_role("button", name=name, exact=True).click()

    def follow(self, name):
        self.page.get_by_role("link", name=name, exact=True).first.click()

    def fill(self, label, text):
        self.page.get_by_label(label).first.fill(text)

    def choose(self, label):
        self.page.get_by_label(label, exact=True).first.check()

    def date(self, question, day):
        group = self.page.get_by_role("group", name=question)
        for part, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
            group.get_by_label(part).fill(str(value))

    def sees(self, text):
        expect(self.page.get_by_text(text).first).to_be_visible()


@pytest.fixture
def becomes(page, live_server):
    return lambda user: Person(page, live_server, user)


def test_one_case_from_opening_to_closure_and_back(becomes, morag, sunita, priya):
    play_one_case(becomes, morag, sunita, priya)


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_one_case_from_opening_to_closure_and_back_without_scripts(becomes, morag, sunita, priya):
    play_one_case(becomes, morag, sunita, priya)


def play_one_case(becomes, morag, sunita, priya):
    manager = becomes(morag)
    manager.follow("Cases")
    manager.follow("Open a case")
    manager.fill("Given names, or any name you have", "Wren")
    manager.fill("Family name", "Abernathy-Vale")
    manager.date("Date of birth", timezone.localdate().replace(year=timezone.localdate().year - 14, day=1))
    manager.press("Look for the child")
    manager.press("Open a case for this child")
    manager.page.get_by_label("Team", exact=True).select_option(label="Emerald North")
    manager.choose("At risk")
    manager.page.get_by_label("Lead worker").select_option(label="Priya Nair")
    manager.fill("What is the concern", "School is worried about new older friends.")
    manager.press("Open the case")
    reference = Case.objects.get().reference
    manager.sees("Wren Abernathy-Vale")

    worker = becomes(priya)
    worker.follow("Wren Abernathy-Vale")
    worker.press("Record direct work")
    worker.fill("What time did it start?", "0:01")
    worker.fill("Where was it?", "School")
    worker.choose("Safety planning")
    worker.choose("It took place")
    worker.choose("Yes")
    worker.fill("What happened?", "We drew who is safe.")
    worker.fill("What did the child say", "I like the quiet room.")
    worker.press("Save the session")
    worker.follow("Chronology")
    worker.sees(re.compile("Priya Nair saw the child alone"))

    manager = becomes(morag)
    manager.page.goto(manager.server.url + reverse("case_closure", args=[reference]))
    manager.press("Propose closing")
    manager.choose("Risk reduced and the child never became a victim")
    manager.fill("Closing summary", "Safer now, and school keeps watch.")
    manager.fill("What do the child and their carers think of closing?", "She is glad.")
    manager.press("Propose closing")
    manager.sees("Waiting for approval")

    approver = becomes(sunita)
    approver.follow(re.compile("^Decide"))
    approver.press("Approve")
    approver.press("Approve and close the case")
    approver.sees("The case is closed.")
    assert not Case.objects.get(reference=reference).is_open

    manager = becomes(morag)
    manager.page.goto(manager.server.url + reverse("case_status", args=[reference]))
    manager.press("Reopen as a new episode")
    expect(manager.page.get_by_role("heading", level=1)).to_be_visible()


def test_a_session_can_be_recorded_with_the_keyboard_alone(becomes, case, priya):
    worker = becomes(priya)
    worker.page.goto(worker.server.url + reverse("record_session", args=[case.reference]))
    keys = worker.page.keyboard
    worker.page.get_by_label("What time did it start?").focus()
    for typed in ("0:01", "School"):
        keys.type(typed)
        keys.press("Tab")
    keys.press("Space")  # what it was for: the first of the list
    for _ in range(3):  # past the prompts one can read or have put into the text
        keys.press("Tab")
    keys.press("Space")  # it took place
    keys.press("Tab")
    keys.press("Space")  # seen alone: yes
    keys.press("Tab")
    keys.type("We baked.")
    # The child's words, who else, how long, the aims, the analysis, the next step, three boxes of its day, the files,
    # and the button.
    for _ in range(11):
        keys.press("Tab")
    keys.press("Enter")
    worker.sees("We baked.")
    assert case.sessions.get().place == "School"


def test_a_case_prints_without_what_only_a_screen_needs(becomes, case, priya):
    worker = becomes(priya)
    worker.page.goto(worker.server.url + reverse("case_chronology", args=[case.reference]))
    worker.page.emulate_media(media="print")
    expect(worker.page.get_by_role("navigation").first).to_be_hidden()
    worker.sees("Tamsin Quillfeather")
    worker.sees(re.compile("Case opened"))
