"""The look itself in a browser: readable by everybody, at every width, with and without scripts."""

import re

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import expect

from tests.factories.people import PASSWORD
from tests.journeys.accessibility import assert_accessible, assert_fits_a_phone

pytestmark = [pytest.mark.urls("tests.pages.small_site")]
MINUTE = 60 * 1000


@pytest.fixture
def visit(sign_in, live_server, priya):
    page = sign_in(priya)

    def to(name):
        page.goto(live_server.url + reverse(name))
        return page

    return to


@pytest.mark.parametrize("name", ["plain", "components", "components_form", "confirming", "greeting"])
def test_a_page_is_accessible_and_fits_a_phone(visit, name):
    page = visit(name)
    assert_accessible(page)
    assert_fits_a_phone(page)


@pytest.mark.parametrize("name", ["forbidden", "absent", "broken"])
def test_an_error_page_is_accessible_and_fits_a_phone(visit, name, problems):
    page = visit(name)
    assert_accessible(page)
    assert_fits_a_phone(page)
    problems.clear()  # the answer's own status, which the console reports


def test_a_form_with_errors_leads_to_the_control(visit):
    page = visit("components_form")
    page.get_by_label("Day").fill("3")
    page.get_by_label("Year").fill("2026")
    page.get_by_label("Another way").check()
    page.get_by_label("What happened").fill("She said\n  “not again”")
    page.get_by_role("button", name="Check the answers").click()
    expect(page).to_have_title(re.compile("^Error: "))
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    assert_accessible(page)
    assert_fits_a_phone(page)
    page.get_by_role("link", name="Date of the session must include a month").click()
    expect(page.get_by_label("Month")).to_be_focused()
    expect(page.get_by_label("How else?")).to_be_visible()
    expect(page.get_by_label("What happened")).to_have_value("She said\n  “not again”")


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_a_form_works_without_scripts(visit):
    page = visit("components_form")
    page.get_by_label("What happened").fill("She said")
    page.get_by_role("button", name="Check the answers").click()
    expect(page.get_by_role("link", name="Select how you made contact")).to_be_visible()
    expect(page.get_by_label("What happened")).to_have_value("She said")


def sign_in_in_another_tab(page, server, user):
    page.context.clear_cookies()
    tab = page.context.new_page()
    tab.goto(server.url + reverse("account_login"))
    tab.get_by_label("E-mail address").fill(user.email)
    tab.get_by_label("Password", exact=True).fill(PASSWORD)
    tab.get_by_role("button", name="Sign in").click()
    expect(tab.get_by_text("Good to see you")).to_be_visible()


def test_a_form_opened_before_signing_in_again_is_still_accepted(visit, sign_in, priya, live_server):
    page = visit("components_form")
    page.get_by_label("What happened").fill("She said")
    sign_in_in_another_tab(page, live_server, priya)
    page.get_by_role("button", name="Check the answers").click()
    expect(page.get_by_label("What happened")).to_have_value("She said")
    expect(page.get_by_role("link", name="Select how you made contact")).to_be_visible()


def test_a_form_is_not_sent_as_somebody_else_who_signed_in_meanwhile(visit, morag, live_server, problems):
    page = visit("components_form")
    page.get_by_label("What happened").fill("She said")
    sign_in_in_another_tab(page, live_server, morag)
    with page.expect_response(re.compile(reverse("components_form"))) as answer:
        page.get_by_role("button", name="Check the answers").click()
    assert answer.value.status == 403
    problems.clear()


def test_no_script_reads_what_proves_who_one_is(visit):
    page = visit("components_form")
    assert page.evaluate("document.cookie") == ""


def test_a_textarea_grows_with_its_text(visit):
    box = visit("components_form").get_by_label("What happened")
    before = box.bounding_box()["height"]
    box.fill("line\n" * 12)
    assert box.bounding_box()["height"] > before


def idle(page, visit, name, minutes, *, typed="", session_over=False):
    """The box that is shown when this many minutes have passed on a page."""
    page.clock.install()
    visit(name)
    if typed:
        page.get_by_label("What happened").fill(typed)
    if session_over:
        page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.clock.run_for(minutes * MINUTE)
    return page.get_by_role("alertdialog")


def test_somebody_idle_is_warned_and_can_stay(page, visit):
    warning = idle(page, visit, "components_form", settings.IDLE_MINUTES - settings.IDLE_WARNING_MINUTES + 1)
    expect(warning).to_contain_text("You will be signed out in 2 minutes")
    assert_accessible(page)
    with page.expect_response(re.compile(reverse("stay_signed_in"))) as answer:
        warning.get_by_role("button", name="Stay signed in").click()
    assert answer.value.ok
    expect(warning).to_be_hidden()


def test_somebody_idle_is_sent_to_sign_in(page, visit):
    idle(page, visit, "components", settings.IDLE_MINUTES + 1, session_over=True)
    expect(page.get_by_text("You were signed out")).to_be_visible()
    assert page.url.endswith("next=%2Fcomponents%2F")
    assert_accessible(page)


def test_typed_text_is_covered_and_kept_when_time_is_over(page, visit, problems):
    box = idle(page, visit, "components_form", settings.IDLE_MINUTES + 1, typed="She said", session_over=True)
    expect(box).to_contain_text("What you typed is still on this page, covered")
    assert_accessible(page)
    box.get_by_role("button", name="Carry on").click()
    expect(box).to_contain_text("You are not signed in")
    problems.clear()  # the refusal, which the console reports
    expect(page.get_by_label("What happened")).to_have_value("She said")


def test_paper_shows_the_record_and_nothing_of_the_screen(visit):
    page = visit("components")
    page.emulate_media(media="print")
    expect(page.locator(".emerald-header")).to_be_hidden()
    expect(page.get_by_text("Amber Finch").first).to_be_visible()
    assert page.locator(".govuk-button:visible").count() == 0
