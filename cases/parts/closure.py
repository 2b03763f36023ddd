"""Closing a case: proposed by one, approved or returned by another."""

from cases.due import sources
from cases.due.narrowed import OF_CASES
from cases.due.next_actions import closing_after_death, describe_closing
from cases.models.chronology.entries import Kind
from cases.parts import LINE_ONLY, NOTHING, ON_ITS_PAGE, PLAYED, CasePart, NextAction, Page, Record
from cases.registries.retention import WITH_THE_CHILD
from emerald.accounts.permissions import Right
from emerald.reminders.escalation import SERVICE_MANAGERS
from emerald.reminders.register import DueSource

PART = CasePart(
    title="Closing",
    place=55,
    tab=None,
    pages=(
        Page("case_closure", "the closure"),
        Page("propose_closure", "the proposal to close"),
        Page("approve_closure", "the approval of the closure"),
        Page("return_closure", "the return of the proposed closure"),
        Page("withdraw_closure", "the withdrawal of the proposed closure"),
        Page("closures_waiting", "the list of closures waiting for approval"),
    ),
    chronology=(Kind.CLOSURE,),
    shortenings=NOTHING,
    due_sources=(
        DueSource(
            "closure",
            "Closure to approve or return",
            due=sources.closures_to_approve,
            people=sources.people_of_closures,
            page="case_closure",
            escalation=SERVICE_MANAGERS,
            narrowed=OF_CASES,
        ),
    ),
    next_actions=(NextAction(closing_after_death, describe_closing, needs=Right.PROPOSE_CLOSURE),),
    seen_sources=NOTHING,
    closing_checks=NOTHING,
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
    records=(
        Record(
            model="cases.Closure", pack=LINE_ONLY, search=ON_ITS_PAGE, retention=WITH_THE_CHILD, demonstration=PLAYED
        ),
    ),
    exports=NOTHING,
)
