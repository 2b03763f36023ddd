"""The plan of a case: its words, its actions, and what must be resolved before a case closes."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from cases.models import Plan, PlanAction
from emerald.guards import ChangedMeanwhile, NotYet, NotYours

DAY = timedelta(days=1)
WORDS = {"aims": "Safe evenings.", "childs_view": "“Fine.”", "carers_view": "Glad."}


def today():
    return timezone.localdate()


def add(case, by, **more):
    return case.add_action(
        by=by, **{"strand": "protect", "text": "Ring the school", "due_on": today() + 7 * DAY, "owner": by, **more}
    )


@pytest.mark.parametrize("who", ["priya", "morag", "sunita"])
def test_workers_and_managers_write_the_plan(case, who, request):
    by = request.getfixturevalue(who)
    plan = case.write_plan(by=by, **WORDS)
    assert (plan.aims, plan.changed_by, plan.version) == ("Safe evenings.", by, 1)
    assert case.entries.of_kind("plan").get().sentence == "The plan was made."


@pytest.mark.parametrize("who", ["owen", "ada"])
def test_nobody_else_writes_the_plan(case, who, request):
    with pytest.raises(NotYours):
        case.write_plan(by=request.getfixturevalue(who), **WORDS)
    assert not Plan.objects.exists()


def test_what_the_plan_said_before_is_kept(case, priya):
    case.write_plan(by=priya, **WORDS)
    plan = case.write_plan(by=priya, **WORDS | {"aims": "School again."}, version=1)
    kept = Plan.pgh_event_model.objects.filter(pgh_obj_id=plan.pk).values_list("aims", flat=True)
    assert set(kept) == {"Safe evenings.", "School again."}


def test_the_second_of_two_writers_is_told_who_was_quicker(case, priya, morag):
    case.write_plan(by=priya, **WORDS, version=0)
    with pytest.raises(ChangedMeanwhile, match="Priya Nair changed the plan"):
        case.write_plan(by=morag, **WORDS | {"aims": "Other."}, version=0)
    assert Plan.objects.get().aims == "Safe evenings."


def test_an_action_has_somebody_here_or_somebody_elsewhere_and_not_both(case, priya):
    assert add(case, priya).whose == "Priya Nair"
    assert add(case, priya, owner=None, owner_elsewhere="Head of year").whose == "Head of year"
    for nobody_or_two in ({"owner": None}, {"owner_elsewhere": "Head of year"}):
        with pytest.raises(NotYet, match="who does it"):
            add(case, priya, **nobody_or_two)


def test_an_action_is_for_today_or_later(case, priya):
    assert add(case, priya, due_on=today()).pk
    with pytest.raises(NotYet, match="today or later"):
        add(case, priya, due_on=today() - DAY)


def test_an_action_is_not_given_to_somebody_who_left(case, priya, morag):
    morag.leave(on=today() - DAY)
    with pytest.raises(NotYet, match="can no longer sign in"):
        add(case, priya, owner=morag)


def test_a_resolved_action_says_what_was_done_and_is_resolved_once(case, priya, morag):
    action = add(case, priya)
    with pytest.raises(NotYet, match="Say what was done"):
        action.resolve(by=priya, status="done", what_was_done=" ")
    action.resolve(by=priya, status="done", what_was_done="Rang; they agreed.")
    assert (action.resolved_by, action.resolved_on, action.is_waiting) == (priya, today(), False)
    with pytest.raises(NotYet, match="marked “Done” already"):
        action.resolve(by=morag, status="dropped", what_was_done="No.")


def test_an_action_changed_meanwhile_is_not_overwritten(case, priya, morag):
    action = add(case, priya)
    action.change(by=morag, text="Ring the college", due_on=action.due_on, owner=priya, version=1)
    with pytest.raises(ChangedMeanwhile):
        action.change(by=priya, text="Ring both", due_on=action.due_on, owner=priya, version=1)
    assert PlanAction.objects.get().text == "Ring the college"


def test_the_database_keeps_the_same_rules(case, priya):
    action = add(case, priya)
    for broken in ({"owner": None}, {"status": "done"}, {"text": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            PlanAction.objects.filter(pk=action.pk).update(**broken)


def test_a_case_closes_when_every_action_is_resolved_and_not_before(case, priya, morag):
    action = add(case, priya)
    assert any("1 action of the plan" in sentence for sentence in case.why_not_propose())
    action.resolve(by=priya, status="dropped", what_was_done="The school did it.")
    assert case.why_not_propose() == []


def test_the_plan_of_a_closed_case_stays_as_it_was(case, priya, morag, sunita):
    case.propose_closure(by=morag, reason="C3", summary="Safer.", views="Glad.").approve(by=sunita)
    with pytest.raises(NotYet, match="closed"):
        case.write_plan(by=priya, **WORDS)
