"""The pages of plan, reviews and oversight: what a tired person sees, and that nothing typed is lost."""

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.models import Frequency, Plan, PlanAction, Review
from tests.factories.posting import date_parts


def page(name, case, *more):
    return reverse(name, args=[case.reference, *more])


def test_a_worker_makes_the_plan_and_adds_an_action(case, priya, signed_in):
    browser = signed_in(priya)
    assert "There is no plan yet" in browser.get(page("case_plan", case)).content.decode()
    browser.post(
        page("write_plan", case), dict(aims="Safe evenings.", childs_view="Fine.", carers_view="Glad.", version=0)
    )
    browser.post(
        page("add_plan_action", case),
        dict(text="Ring the school", strand="protect", who="here", owner=priya.pk, **date_parts("due_on")),
    )
    told = browser.get(page("case_plan", case)).content.decode()
    assert "Safe evenings." in told and "Ring the school" in told and "Priya Nair" in told


def test_a_plan_changed_meanwhile_keeps_what_was_typed(case, priya, morag, signed_in):
    case.write_plan(by=morag, aims="Hers.", childs_view="x", carers_view="x")
    answer = signed_in(priya).post(
        page("write_plan", case), dict(aims="Mine.", childs_view="Fine.", carers_view="Glad.", version=0)
    )
    told = answer.content.decode()
    assert "Morag Ellis changed the plan" in told and "Mine." in told
    assert Plan.objects.get().aims == "Hers."


def test_the_review_form_asks_about_each_open_action(case, priya, morag, signed_in):
    action = case.add_action(
        by=priya, strand="protect", text="Ring the school", due_on=timezone.localdate(), owner=priya
    )
    browser, address = signed_in(morag), page("hold_review", case, case.review_waiting.pk)
    assert "Action: Ring the school" in browser.get(address).content.decode()
    answers = {
        "outcome": "carry_on",
        "decisions": "Weekly.",
        "childs_view": "Fine.",
        "chaired_by": morag.pk,
        "version": 1,
        f"became_{action.pk}": "done",
        **date_parts("held_on"),
    }
    missing = browser.post(address, answers)
    assert "Enter what was done" in missing.content.decode() and "Weekly." in missing.content.decode()
    browser.post(address, answers | {f"words_{action.pk}_done": "Rang."})
    assert PlanAction.objects.get().what_was_done == "Rang."
    assert Review.objects.filter(status="held").count() == 1


def test_the_reviews_page_says_when_the_next_is_due_and_why(case, priya, signed_in):
    told = signed_in(priya).get(page("case_reviews", case)).content.decode()
    assert "every 42 days" in told and "A manager records what a review decided" in told


def test_a_service_manager_changes_how_often_and_says_why(sunita, signed_in):
    frequency = Frequency.objects.get(state="victim", level="high")
    browser = signed_in(sunita)
    address = reverse("change_frequency", args=[frequency.pk])
    wrong = browser.post(address, dict(review_days=0, seen_days=14, supervision_days=31, because="Panel", version=1))
    assert "never is not a frequency" in wrong.content.decode()
    browser.post(address, dict(review_days=21, seen_days=14, supervision_days=31, because="Panel of March", version=1))
    told = browser.get(reverse("frequencies")).content.decode()
    assert "Panel of March" in told and ">21<" in told


@pytest.mark.parametrize("name", ["case_plan", "case_reviews", "case_oversight"])
def test_a_page_costs_the_same_however_much_there_is(case, priya, morag, signed_in, queries_of, name):
    browser, address = signed_in(morag), page(name, case)
    fill(case, priya, morag)
    few = queries_of(browser, address)
    for _ in range(4):
        fill(case, priya, morag)
    assert queries_of(browser, address) == few <= 14


def fill(case, priya, morag):
    for status in ("done", "dropped", None):
        action = case.add_action(by=priya, strand="pursue", text="Ring", due_on=timezone.localdate(), owner=priya)
        if status:
            action.resolve(by=priya, status=status, what_was_done="Rang.")
    case.review_waiting.hold(
        by=morag,
        held_on=timezone.localdate(),
        chaired_by=morag,
        outcome="carry_on",
        decisions="Weekly.",
        childs_view="Fine.",
    )
    case.record_decision(by=morag, on=timezone.localdate(), occasion="other", decision="x", rationale="y")
    case.record_supervision(by=morag, on=timezone.localdate(), worker=priya, discussed="x", agreed="y")
