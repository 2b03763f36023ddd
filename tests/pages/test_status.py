"""Changing the status on its page."""

from uuid import uuid4

import pytest
from django.urls import reverse

from cases.models import Case
from tests.factories.children import make_case
from tests.factories.posting import date_parts


def victim(case, **more):
    return {
        "section_47": "yes",
        "section_47_reason": "Agreed at the strategy discussion.",
        "rationale": "She told Priya what happened.",
        "version": case.version,
        **date_parts("effective_on"),
        **more,
    }


def page(case, name="identify_as_victim"):
    return reverse(name, args=[case.reference])


def test_a_manager_identifies_a_victim_on_the_page(case, morag, signed_in):
    answer = signed_in(morag).post(page(case), victim(case), follow=True)
    assert "Status changed to victim." in answer.text
    assert Case.objects.get(pk=case.pk).state == "victim"


def test_what_stands_in_the_way_is_shown_before_anybody_tries(morag, signed_in, team):
    case = make_case(manager=morag)
    assert "Allocate a lead worker first" in signed_in(morag).get(page(case, "case_status")).text


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [
        ("rationale", "Enter the evidence and your reason"),
        ("section_47", "Select whether a section 47 enquiry was considered"),
        ("effective_on_month", "must include a month"),
    ],
)
def test_each_missing_answer_has_its_sentence_and_the_rest_is_kept(case, morag, signed_in, missing, sentence):
    answer = signed_in(morag).post(page(case), {**victim(case), missing: ""})
    assert "There is a problem" in answer.text
    assert sentence in answer.text
    assert "Agreed at the strategy discussion." in answer.text


def test_a_page_posted_after_somebody_elses_change_says_so_and_keeps_what_was_typed(case, morag, sunita, signed_in):
    posted = victim(case)
    case.identify_as_victim(by=sunita, rationale="Disclosure.", section_47=True, section_47_reason="Yes.")
    answer = signed_in(morag).post(page(case), posted)
    assert "Sunita Rao changed the status to victim" in answer.text
    assert "She told Priya what happened." in answer.text


def test_a_form_posted_twice_changes_the_status_once(case, morag, signed_in):
    browser, posted = signed_in(morag), victim(case, once=str(uuid4()))
    first, second = browser.post(page(case), posted), browser.post(page(case), posted)
    assert (first.status_code, second.status_code, first.url) == (302, 302, second.url)
    assert case.state_changes.count() == 2


def test_extra_fields_in_the_post_change_nothing(case, morag, signed_in, elsewhere):
    signed_in(morag).post(page(case), {**victim(case), "state": "closed", "team": elsewhere.pk, "case": 1, "child": 1})
    now = Case.objects.get(pk=case.pk)
    assert (now.state, now.team, now.child) == ("victim", case.team, case.child)


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "مرحبا بالعالم", "Brave 💚 girl"])
def test_any_script_and_language_comes_back_as_it_was_typed(case, morag, signed_in, text):
    signed_in(morag).post(page(case), victim(case, rationale=text))
    shown = signed_in(morag).get(page(case, "case_status")).text
    assert case.state_changes.first().rationale == text
    assert "<script>alert" not in shown


def test_a_megabyte_and_a_null_character_are_answered_with_a_sentence(case, morag, signed_in):
    for rationale in ("x" * 1_000_000, "before\x00after"):
        answer = signed_in(morag).post(page(case), victim(case, rationale=rationale))
        assert answer.status_code == 200
        assert "There is a problem" in answer.text
    assert Case.objects.get(pk=case.pk).state == "at_risk"
