"""The reviews of a case: planned, held, put off."""

from cases.due import next_actions as due_next
from cases.due import sources
from cases.due.narrowed import OF_CASES
from cases.models.chronology.entries import Kind
from cases.parts import LINE_ONLY, NOTHING, ON_ITS_PAGE, PLAYED, CasePart, ClosingCheck, NextAction, Page, Record, Tab
from cases.registries.retention import WITH_THE_CHILD
from emerald.accounts.permissions import Right
from emerald.reminders.escalation import WORKERS_AND_MANAGERS
from emerald.reminders.register import DueSource

PART = CasePart(
    title="Reviews",
    place=36,
    tab=Tab("Reviews", "case_reviews"),
    pages=(
        Page("case_reviews", "the reviews"),
        Page("review", "a review"),
        Page("plan_review", "the day of a review, to set it"),
        Page("hold_review", "the page for recording a review"),
        Page("put_off_review", "the page for putting a review off"),
    ),
    chronology=(Kind.REVIEW,),
    shortenings=NOTHING,
    due_sources=(
        DueSource(
            "review",
            "Review of the case",
            due=sources.reviews,
            people=sources.people_of_the_plan,
            page="case_reviews",
            escalation=WORKERS_AND_MANAGERS,
            by_right=Right.READ_PLAN,
            narrowed=OF_CASES,
        ),
    ),
    next_actions=(NextAction(due_next.review, due_next.describe_review, needs=Right.READ_PLAN),),
    seen_sources=NOTHING,
    closing_checks=(ClosingCheck(due_next.no_review_is_overdue, needs=Right.READ_PLAN),),
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
            model="cases.Review", pack=LINE_ONLY, search=ON_ITS_PAGE, retention=WITH_THE_CHILD, demonstration=PLAYED
        ),
    ),
    exports=NOTHING,
)
