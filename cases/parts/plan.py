"""The plan for the child, and its actions."""

from cases.due import next_actions as due_next
from cases.due import sources
from cases.due.narrowed import OF_CASES
from cases.models.chronology.entries import Kind
from cases.parts import LINE_ONLY, NOTHING, ON_ITS_PAGE, PLAYED, CasePart, ClosingCheck, NextAction, Page, Record, Tab
from cases.registries.retention import WITH_THE_CHILD
from emerald.accounts.permissions import Right
from emerald.reminders.register import DueSource

PART = CasePart(
    title="The plan",
    place=34,
    tab=Tab("Plan", "case_plan"),
    pages=(
        Page("case_plan", "the plan"),
        Page("write_plan", "the plan, to change it"),
        Page("add_plan_action", "a new action of the plan"),
        Page("change_plan_action", "an action of the plan, to change it"),
        Page("resolve_plan_action", "an action of the plan, to mark it as done"),
    ),
    chronology=(Kind.PLAN,),
    shortenings=NOTHING,
    due_sources=(
        DueSource(
            "plan_action",
            "Action of the plan",
            due=sources.plan_actions,
            people=sources.people_of_actions,
            page="case_plan",
            narrowed=OF_CASES,
        ),
        DueSource(
            "first_plan",
            "The first plan",
            due=sources.first_plans,
            people=sources.people_of_the_plan,
            page="case_plan",
            by_right=Right.READ_PLAN,
            narrowed=OF_CASES,
        ),
    ),
    next_actions=(
        NextAction(due_next.actions, due_next.describe_actions, needs=Right.READ_PLAN),
        NextAction(due_next.missing_plan, due_next.describe_plan, needs=Right.EDIT_PLAN),
    ),
    seen_sources=NOTHING,
    closing_checks=(ClosingCheck(due_next.actions_are_resolved, needs=Right.READ_PLAN),),
    pack_sections=NOTHING,
    third_parties=NOTHING,
    connections=NOTHING,
    noticers=NOTHING,
    corrected=NOTHING,
    drafts=NOTHING,
    people=NOTHING,
    evidence=NOTHING,
    prompts=NOTHING,
    demonstration=NOTHING,
    records=tuple(
        Record(model=model, pack=LINE_ONLY, search=ON_ITS_PAGE, retention=WITH_THE_CHILD, demonstration=PLAYED)
        for model in ("cases.Plan", "cases.PlanAction")
    ),
    exports=NOTHING,
)
