"""What was begun for a child who has no record yet is kept as any other writing is, and asks the records again."""

import json
from uuid import uuid4

import pytest
from django.urls import reverse

from cases.models import Case
from emerald.drafts.models import Draft
from tests.factories.children import BORN, make_case, make_child
from tests.pages.form_reader import FormReader
from tests.pages.posted_opening import LOOK, NEW, look, opening

CONCERN = "Older men wait for him at the gate."
WARNING = "Tick the box once you have asked"


@pytest.fixture
def browser(morag, signed_in):
    return signed_in(morag)


@pytest.fixture
def arrive(browser):
    """The page as it comes from looking for the child; gives its text."""

    def page():
        found = FormReader(browser.post(LOOK, look()).text)
        return browser.post(NEW, look(looked=found.fields["looked"])).text

    return page


@pytest.fixture
def begun(browser, morag, team, arrive):
    """A draft that the script of the page kept."""
    fields = FormReader(arrive()).fields
    typed = {name: [str(text)] for name, text in opening(browser, team, lead="").items()}
    told = {"place": NEW, "person": str(morag.pk), "once": fields["once"], "draft": fields["draft"], "typed": typed}
    answer = browser.post(reverse("save_draft"), json.dumps(told), content_type="application/json")
    assert answer.json()["saved_at"]
    return Draft.of(morag).get()


def test_arriving_from_the_search_keeps_nothing_yet(arrive):
    assert f'data-place="{NEW}"' in arrive()
    assert not Draft.objects.exists()


def test_what_is_sent_with_a_mistake_is_kept(browser, team):
    browser.post(NEW, opening(browser, team, sex="", draft=str(uuid4())))
    assert Draft.objects.get().typed["rationale"] == [CONCERN]


def test_a_draft_of_an_opening_is_listed_without_a_name_and_carried_on(browser, begun):
    listed = browser.get(reverse("unfinished")).text
    assert "Open a case for a new child" in listed
    assert "Jory" not in listed
    page = browser.get(NEW, {"draft": begun.pk}).text
    for words in (CONCERN, 'value="Jory"', f'value="{BORN.year}"', "You carry on with what you typed"):
        assert words in page
    assert "There is a problem" not in page


def test_saving_it_opens_the_case_and_throws_it_away(browser, begun, team):
    page = FormReader(browser.get(NEW, {"draft": begun.pk}).text)
    answer = browser.post(NEW, page.fields | opening(browser, team, lead=""))
    assert answer.url == reverse("case", args=[Case.objects.get().reference])
    assert not Draft.objects.exists()


def test_a_draft_of_an_opening_is_offered_to_its_author_again(begun, arrive):
    assert "It was not saved yet." in arrive()


def test_a_child_who_became_known_meanwhile_is_asked_about(browser, begun, elsewhere, team):
    assert "whom_asked" not in browser.get(NEW, {"draft": begun.pk}).text
    make_case(team=elsewhere, child=make_child(given_names="Jory", family_name="Penhallow"))
    page = browser.get(NEW, {"draft": begun.pk}).text
    assert 'name="whom_asked"' in page
    refused = browser.post(NEW, FormReader(page).fields | opening(browser, team, lead="")).text
    assert WARNING in refused
    assert CONCERN in refused


def test_nobody_else_s_draft_and_no_draft_leads_to_the_search(begun, sunita, signed_in):
    for asked in (begun.pk, 0, "x"):
        answer = signed_in(sunita).get(NEW, {"draft": asked})
        assert answer.url == LOOK


def test_a_draft_without_a_search_leads_to_the_search(browser, begun):
    Draft.objects.update(typed={name: text for name, text in begun.typed.items() if name != "looked"})
    assert browser.get(NEW, {"draft": begun.pk}).url == LOOK
    assert Draft.objects.exists()


def test_what_was_typed_is_shown_without_the_proof_of_the_search(browser, begun):
    shown = browser.get(reverse("draft", args=[begun.pk])).text
    assert CONCERN in shown
    assert begun.typed["looked"][0] not in shown


def test_what_is_sent_without_a_search_that_counts_is_kept_and_not_thrown_away(browser, begun, team):
    """As when the server's key was changed meanwhile, or somebody else looked."""
    posted = opening(browser, team, lead="", looked="1:made-up", draft=str(begun.writing), rationale="And his sister.")
    answer = browser.post(NEW, posted, follow=True)
    assert answer.redirect_chain[-1][0] == LOOK
    assert "What you typed is kept under Unfinished." in answer.text
    assert "And his sister." in browser.get(reverse("draft", args=[begun.pk])).text
    assert not Case.objects.exists()
