"""Kind language while one writes, prompts, saving from the keyboard, and the page for a phone. In a real browser."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from emerald.wording.matching import found_in
from emerald.wording.models import Term
from tests.journeys.accessibility import findings, wider_than_a_phone

SUGGESTION = ".emerald-wording--shown"
# What the notice after saving finds, the script finds while one types, and neither finds more.
READ_ALIKE = (
    "She is PROMISCUOUS.",
    "unpromiscuous",
    "“I’m promiscuous”, she said.",
    'They said "promiscuous" to her.',
    "He won’t engage",
    "he WON'T  engage",
    "attention-seeking",
    "Attention\nseeking",
    "‘I don’t care, promiscuous’ she",
    "“no” and promiscuous",
    "“never ‘ended, promiscuous",
    "“never ended, ‘promiscuous’ she",
    "“never ended\n“promiscuous”",
    "promiscuously",
    "a lifestyle\u2010choice",
    "a lifestyle \u2014\u00a0choice",
    "promis\u00adcuous and atten\u200btion-seeking",
    "won\u02bct engage",
    "put themself at risk, placed himself at risk",
)


class Desk:
    """Priya at a page where she writes."""

    def __init__(self, page, server, case, name):
        self.page, self.address = page, server.url + reverse(name, args=[case.reference])
        page.goto(self.address)

    @property
    def box(self):
        return self.page.get_by_label("What happened?")

    def begin(self):
        self.page.get_by_label("It took place", exact=True).check()

    def answer_the_rest(self):
        self.begin()
        self.page.get_by_label("Safety planning", exact=True).check()
        self.page.get_by_label("Yes", exact=True).check()
        self.page.get_by_label("Where was it?").fill("In the car park")
        self.page.get_by_label("What time did it start?").fill("0:01")

    def write(self, words):
        self.box.fill(words)

    @property
    def suggestion(self):
        return self.page.locator(SUGGESTION)

    def has_the_cursor(self):
        return self.box.evaluate("box => box === document.activeElement")


@pytest.fixture
def desk(sign_in, priya, case, live_server):
    page = sign_in(priya)
    return lambda name="record_session": Desk(page, live_server, case, name)


def test_a_suggestion_is_made_quietly_and_taken_or_left(desk, case):
    desk = desk()
    desk.begin()
    desk.write("Absconded, they wrote. A lifestyle choice.")
    expect(desk.suggestion).to_contain_text("You wrote “Absconded”. Consider: “went missing”.")
    assert desk.has_the_cursor()
    assert findings(desk.page) == []
    desk.page.get_by_role("button", name="Replace “Absconded”").click()
    expect(desk.box).to_have_value("Went missing, they wrote. A lifestyle choice.")
    assert desk.has_the_cursor()
    expect(desk.suggestion).to_contain_text("You wrote “lifestyle choice”. Consider: say what the child did")
    expect(desk.page.get_by_role("button", name="Replace")).to_have_count(0)
    desk.page.get_by_role("button", name="Leave it").click()
    expect(desk.suggestion).to_have_count(0)
    assert desk.has_the_cursor()
    desk.page.get_by_label("What did the child say, in their own words?").fill("I am promiscuous")
    desk.answer_the_rest()
    desk.page.get_by_role("button", name="Save the session").click()
    expect(desk.page.get_by_role("region", name="About the wording")).to_contain_text("“lifestyle choice”. Consider:")
    desk.page.get_by_role("link", name="Change the text").click()
    expect(desk.box).to_have_value("Went missing, they wrote. A lifestyle choice.")
    expect(desk.suggestion).to_have_count(1)
    assert case.sessions.get().childs_words == "I am promiscuous"


def test_what_was_seen_is_for_the_writer_to_say(desk):
    """Nothing is put in the place of words that may be true or not: the phrase is marked, and typed over."""
    desk = desk()
    desk.begin()
    desk.write("She was flirty with the driver.")
    desk.page.get_by_role("button", name="Say what you saw").click()
    expect(desk.box).to_have_value("She was flirty with the driver.")
    assert desk.has_the_cursor()
    desk.page.keyboard.type("laughing and leaned over")
    expect(desk.box).to_have_value("She was laughing and leaned over with the driver.")
    expect(desk.suggestion).to_have_count(0)


def test_the_script_finds_what_is_found_after_saving_and_nothing_else(desk):
    desk = desk()
    desk.begin()
    terms = list(Term.suggested())
    for words in READ_ALIKE:
        desk.write(words)
        expect(desk.suggestion).to_have_count(1 if found_in(words, terms) else 0)


def test_prompts_go_in_at_the_cursor_and_write_nothing_over(desk):
    desk = desk()
    desk.begin()
    button = desk.page.get_by_role("button", name="Insert prompts")
    expect(button).to_be_hidden()
    desk.write("Before.\n\nAfter.")
    desk.box.evaluate("box => box.setSelectionRange(7, 7)")
    desk.page.get_by_label("Safety planning", exact=True).check()
    button.click()
    expect(desk.page.get_by_text("The prompts are in “What happened?”.")).to_be_visible()
    text = desk.box.input_value()
    assert text.startswith("Before.\n\nWhat we had planned:")
    assert text.endswith("\n\nAfter.")
    assert "What worries them" in text
    assert findings(desk.page) == []


def test_the_keyboard_saves_once(desk, case):
    desk = desk()
    desk.answer_the_rest()
    desk.write("We made a plan.")
    expect(desk.page.get_by_text("together do the same as “Save the session”")).to_be_visible()
    desk.box.evaluate("""box => { for (const _ of [1, 2, 3]) box.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true, cancelable: true })) }""")
    expect(desk.page.get_by_text("Session recorded.")).to_be_visible()
    assert case.sessions.count() == 1


def test_enter_alone_makes_a_line_and_saves_nothing(desk, case):
    desk = desk()
    desk.answer_the_rest()
    desk.box.press_sequentially("One\nTwo")
    expect(desk.box).to_have_value("One\nTwo")
    assert not case.sessions.exists()


def test_a_dictated_text_of_any_length_stays_as_it_came_and_the_box_grows(desk):
    desk = desk("quick_note")
    desk.begin()
    height = desk.box.bounding_box()["height"]
    dictated = "so we walked along the canal and   she said nothing for a while\n" * 300
    desk.write(dictated)
    expect(desk.box).to_have_value(dictated)
    assert desk.box.bounding_box()["height"] > height
    assert desk.box.get_attribute("maxlength") is None


def small(page):
    """What a thumb would miss: controls under 44 pixels, which is what stands behind a radio's own label."""
    return page.evaluate("""() => [...document.querySelectorAll('main form [type=submit], main .emerald-choices a,'
        + ' main form .govuk-radios__input, main form .govuk-input, main form textarea')]
        .filter(each => each.offsetParent).filter(each => each.getBoundingClientRect().height < 44)
        .map(each => each.name || each.textContent)""")


def troubles(page, scripts):
    """Without scripts only its width: axe waits for the page's own timers, which do not run then."""
    return [*(findings(page) if scripts else ()), *wider_than_a_phone(page)]


def quick_note_on_a_phone(desk, case, scripts):
    page = desk.page
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(desk.address.split("/cases/")[0])
    page.get_by_role("button", name="Quick note").click()
    assert [*troubles(page, scripts), *small(page)] == []
    page.locator(".emerald-choices").get_by_role("link", name=case.reference).click()
    desk.answer_the_rest()
    assert [*troubles(page, scripts), *small(page)] == []
    desk.write("She was promiscuous.")
    if scripts:
        expect(desk.suggestion).to_have_count(1)
        assert [*findings(page), *wider_than_a_phone(page), *small(page)] == []
    page.get_by_role("button", name="Save the note").click()
    expect(page.get_by_text("For 24 hours you can add the rest")).to_be_visible()
    expect(page.get_by_role("region", name="About the wording")).to_contain_text("“promiscuous”. Consider:")
    assert troubles(page, scripts) == []
    assert case.sessions.get().place == "In the car park"


def test_a_quick_note_is_written_on_a_phone(desk, case):
    quick_note_on_a_phone(desk("quick_note"), case, scripts=True)


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_a_quick_note_is_written_on_a_phone_without_scripts(desk, case):
    desk = desk("quick_note")
    expect(desk.page.get_by_role("button", name="Insert prompts")).to_be_hidden()
    desk.page.get_by_text("Prompts to write from").click()
    expect(desk.page.get_by_text("Who and what keeps them safe now:")).to_be_visible()
    quick_note_on_a_phone(desk, case, scripts=False)


def test_a_quick_note_survives_a_dead_network(desk, case, problems):
    desk = desk("quick_note")
    desk.answer_the_rest()
    desk.page.context.set_offline(True)
    desk.write("Typed in a car park.")
    expect(desk.page.locator("[data-draft-status]")).to_contain_text("cannot be reached")
    desk.box.press("Control+Enter")
    expect(desk.box).to_have_value("Typed in a car park.")
    desk.page.context.set_offline(False)
    expect(desk.page.locator("[data-draft-status]")).to_contain_text("Draft saved at")
    desk.box.press("Control+Enter")
    expect(desk.page.get_by_text("Session recorded.")).to_be_visible()
    assert case.sessions.get().what_happened == "Typed in a car park."
    assert all("ERR_INTERNET_DISCONNECTED" in said for said in problems)
    problems.clear()
