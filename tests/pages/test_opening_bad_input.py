"""What nobody should type into the opening of a case, and what the page answers."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from cases.models import Case, Child
from tests.days import Later
from tests.factories.people import make_user
from tests.factories.posting import date_parts
from tests.pages.posted_opening import LOOK, NEW, look, opening


def soon(name):
    return Later(lambda: date_parts(name, timezone.localdate() + timedelta(days=3)))


def test_an_opening_posted_twice_opens_one_case(morag, team, signed_in):
    browser = signed_in(morag)
    posted = opening(browser, team, once=str(uuid4()))
    first, second = browser.post(NEW, posted), browser.post(NEW, posted)
    assert (first.status_code, first.url) == (302, second.url)
    assert Case.objects.count() == 1


def test_only_ones_own_teams_and_their_caseworkers_can_be_chosen(morag, priya, owen, team, elsewhere, signed_in):
    left = make_user(role="caseworker", name="Left Lately", teams=[team], is_active=False)
    browser = signed_in(morag)
    posted = opening(browser, team)
    text = browser.post(NEW, {**posted, "lead": owen.pk}).text
    assert "Select one of the answers shown" in text
    assert ("Priya Nair" in text, "Owen Marsh" in text, "Left Lately" in text) == (True, False, False)
    for wrong in ({"team": elsewhere.pk}, {"lead": left.pk}):
        assert "Select one of the answers shown" in browser.post(NEW, {**posted, **wrong}).text
    assert Case.objects.count() == 0


def test_a_lead_must_work_in_the_team_that_is_chosen(team, elsewhere, owen, signed_in):
    both = make_user(role="practice_manager", teams=[team, elsewhere])
    browser = signed_in(both)
    answer = browser.post(NEW, opening(browser, team, lead=owen.pk))
    assert "Owen Marsh does not work in Emerald North." in answer.text


def test_extra_fields_change_nothing(morag, team, tamsin, elsewhere, signed_in):
    browser = signed_in(morag)
    browser.post(
        NEW,
        opening(
            browser,
            team,
            state="closed",
            version="9",
            case="1",
            child=tamsin.pk,
            reference="EM-1-1",
            episode="7",
            closed_on="2020-01-01",
        ),
    )
    case = Case.objects.get()
    assert (case.state, case.version, case.episode, case.closed_on) == ("at_risk", 1, 1, None)
    assert case.child != tamsin


def test_a_victim_needs_a_lead_and_an_answer_about_section_47(morag, team, signed_in):
    browser = signed_in(morag)
    text = browser.post(NEW, opening(browser, team, status="victim")).text
    assert "Select a lead worker: a victim always has one" in text
    assert "Select whether a section 47 enquiry was considered" in text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"given_names": ""}, "Enter the child’s given names"),
        ({"date_of_birth_day": 31, "date_of_birth_month": 2}, "Date of birth must be a real date"),
        (soon("date_of_birth"), "Date of birth must be today or in the past"),
        (date_parts("date_of_birth", date(1990, 1, 1)), "The child was 18 or older on the opening date."),
        (soon("opened_on"), "Opening date must be today or in the past"),
        ({"nhs_number": "943 476 5918"}, "This is not an NHS number"),
        ({"upn": "A801200001001"}, "This is not a UPN"),
        ({"rationale": "x" * 1_000_000}, "Your answer must be 100,000 characters or fewer – yours has 1,000,000"),
        ({"rationale": "before\x00after"}, "null character"),
        ({"given_names": "x" * 121}, "Given names must be 120 characters or fewer"),
        ({"rationale": ""}, "Enter the concern and why a case is opened"),
    ],
)
def test_a_bad_answer_has_its_sentence_and_the_rest_is_kept(morag, team, signed_in, typed, sentence):
    browser = signed_in(morag)
    posted = opening(browser, team, school="")
    answer = browser.post(NEW, {**posted, "preferred_name": "Kept words", **typed})
    assert "There is a problem" in answer.text
    assert sentence in answer.text
    assert "Kept words" in answer.text
    assert Case.objects.count() == 0


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "مريم", "Brave 💚", "x" * 120, "Zoë-Ann O’Neil"])
def test_any_name_is_kept_found_again_and_shown_as_it_was_typed(morag, team, signed_in, name):
    browser = signed_in(morag)
    browser.post(NEW, opening(browser, team, given_names=name))
    assert Child.objects.get().given_names == name
    text = browser.post(LOOK, look(given_names=name)).text
    assert "1 possible match" in text
    assert "<script>alert" not in text
