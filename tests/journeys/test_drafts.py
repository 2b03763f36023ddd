"""Nothing typed is lost: a closed browser, a session that ended, another tab, a dead network. In a real browser."""

import re

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import expect

from emerald.drafts.models import Draft
from tests.factories.children import make_case
from tests.factories.people import PASSWORD
from tests.journeys.accessibility import findings, wider_than_a_phone
from tests.patience import eventually, page_lives

SAVED = re.compile(r"^Draft saved at \d+:\d\d[ap]m$")
OFFER = re.compile("You began this on")
WORDS = "We drew who is safe.\n\n  And who is not."


class Writer:
    """Priya at the page of a new session."""

    def __init__(self, page, server, user, case):
        self.page, self.server, self.user = page, server, user
        self.address = server.url + reverse("record_session", args=[case.reference])

    def sign_in(self, page=None):
        page = page or self.page
        page.goto(self.server.url + reverse("account_login"))
        page.get_by_label("E-mail").fill(self.user.email)
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        expect(page.get_by_role("heading", name="Good to see you")).to_be_visible()

    def lose_session(self):
        self.page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)

    def open(self):
        self.page.goto(self.address)

    @property
    def box(self):
        return self.page.get_by_label("What happened?")

    def begin(self):
        """What happened is asked only of a session that took place."""
        self.page.get_by_label("It took place", exact=True).check()

    def type(self, words):
        self.begin()
        self.box.fill(words)

    def is_told(self, words):
        expect(self.page.locator("[data-draft-status]")).to_have_text(words)

    def save(self):
        self.page.get_by_label("What time did it start?").fill("0:01")
        self.page.get_by_label("Where was it?").fill("School")
        self.page.get_by_label("Safety planning", exact=True).check()
        self.page.get_by_label("Yes", exact=True).check()
        self.page.get_by_role("button", name="Save the session").click()
        expect(self.page.get_by_text("Session recorded.")).to_be_visible()


@pytest.fixture
def writer(page, live_server, priya, case):
    writer = Writer(page, live_server, priya, case)
    writer.sign_in()
    writer.open()
    return writer


def test_a_closed_browser_loses_nothing_and_a_saved_page_offers_nothing(writer, case, morag, priya, page, problems):
    other = make_case(manager=morag, lead=priya)
    writer.type(WORDS)
    writer.is_told(SAVED)
    context = page.context
    page.close()
    context.clear_cookies()
    writer.page = context.new_page()
    writer.page.on("pageerror", lambda error: problems.append(str(error)))
    writer.sign_in()
    writer.page.goto(writer.address.replace(case.reference, other.reference))
    expect(writer.page.get_by_text(OFFER)).to_be_hidden()
    writer.page.get_by_role("link", name="Unfinished").click()
    expect(writer.page.get_by_text(f"Record a session, {case.reference}").first).to_be_visible()
    writer.open()
    assert writer.box.input_value() == ""
    expect(writer.page.get_by_text(OFFER)).to_be_visible()
    assert findings(writer.page) == []
    writer.page.get_by_role("button", name="Carry on with it").click()
    expect(writer.box).to_have_value(WORDS)
    writer.save()
    assert case.sessions.get().what_happened == WORDS
    assert not Draft.objects.exists()
    writer.open()
    expect(writer.page.get_by_text(OFFER)).to_be_hidden()


def test_leaving_the_page_at_once_keeps_what_was_typed(writer):
    writer.begin()
    writer.box.press_sequentially("Gone in a moment.")
    writer.page.get_by_role("link", name="Unfinished").click()
    expect(writer.page.get_by_role("heading", name="Unfinished")).to_be_visible()
    eventually(Draft.objects.exists, pause=page_lives(writer.page))
    writer.page.reload()
    expect(writer.page.get_by_text("Record a session").first).to_be_visible()
    assert Draft.objects.get().typed["what_happened"] == ["Gone in a moment."]


def test_signing_in_again_in_another_tab_leaves_the_open_page_working(writer, case, problems):
    writer.type("Before.")
    writer.is_told(SAVED)
    writer.lose_session()
    writer.type("Before and after.")
    writer.is_told("Draft not saved. Keep this page open, sign in again in a new tab, then carry on.")
    other_tab = writer.page.context.new_page()
    writer.sign_in(other_tab)
    other_tab.close()
    writer.box.press_sequentially(" More.")
    writer.is_told(SAVED)
    assert Draft.objects.get().typed["what_happened"] == ["Before and after. More."]
    writer.save()
    assert case.sessions.get().what_happened == "Before and after. More."
    assert not Draft.objects.exists()
    assert all("401" in said for said in problems)
    problems.clear()


def test_a_dead_network_is_told_of_and_nothing_typed_is_lost(writer, problems):
    writer.page.context.set_offline(True)
    writer.type("Typed in a tunnel.")
    writer.is_told(re.compile("cannot be reached"))
    writer.page.get_by_role("button", name="Save the session").click()
    expect(writer.box).to_have_value("Typed in a tunnel.")
    writer.page.context.set_offline(False)
    writer.is_told(SAVED)
    assert Draft.objects.get().typed["what_happened"] == ["Typed in a tunnel."]
    assert all("ERR_INTERNET_DISCONNECTED" in said for said in problems)
    problems.clear()


def test_a_page_only_looked_at_makes_no_draft_and_what_is_thrown_away_is_gone(writer):
    writer.open()
    assert not Draft.objects.exists()
    writer.type("Not this.")
    writer.is_told(SAVED)
    writer.open()
    writer.page.get_by_role("button", name="Throw it away").click()
    expect(writer.page.get_by_text("Thrown away: Record a session")).to_be_visible()
    expect(writer.page.get_by_text(OFFER)).to_be_hidden()
    assert not Draft.objects.exists()


@pytest.mark.parametrize("width", [320, 1280])
def test_the_offer_and_what_was_typed_are_accessible_and_fit_a_phone(writer, width):
    writer.type(WORDS)
    writer.is_told(SAVED)
    writer.page.set_viewport_size({"width": width, "height": 700})
    draft = Draft.objects.get()
    for address in (
        reverse("unfinished"),
        reverse("draft", args=[draft.pk]),
        draft.place,
        f"{draft.place}?draft={draft.pk}",
    ):
        writer.page.goto(writer.server.url + address)
        assert [*findings(writer.page), *wider_than_a_phone(writer.page)] == [], address


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_without_scripts_a_page_sent_with_errors_is_kept_and_offered(writer):
    writer.type("By hand.")
    writer.page.get_by_role("button", name="Save the session").click()
    expect(writer.page.get_by_text("There is a problem")).to_be_visible()
    writer.open()
    writer.page.get_by_role("button", name="Carry on with it").click()
    expect(writer.box).to_have_value("By hand.")
