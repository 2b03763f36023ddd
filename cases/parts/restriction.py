"""A record that only named people may open."""

from cases.due import sources
from cases.due.narrowed import OF_CASES
from cases.models.chronology.entries import Kind
from cases.parts import LINE_ONLY, NOTHING, ON_ITS_PAGE, PLAYED, CasePart, Page, Record, Tab
from cases.registries.retention import WITH_THE_CHILD
from emerald.accounts.permissions import Right
from emerald.reminders.escalation import SERVICE_MANAGERS
from emerald.reminders.register import DueSource

PART = CasePart(
    title="Restriction",
    place=80,
    tab=Tab("Restriction", "case_restriction"),
    pages=(
        Page("case_restriction", "the restriction"),
        Page("restrict", "the restriction to named people"),
        Page("restriction_names", "the names on the restricted record"),
        Page("lift_restriction", "the end of the restriction"),
    ),
    chronology=(Kind.ACCESS,),
    shortenings=NOTHING,
    due_sources=(
        DueSource(
            "restriction",
            "Review of who may open a restricted record",
            due=sources.restrictions_to_review,
            people=sources.people_of_cases,
            page="case_restriction",
            escalation=SERVICE_MANAGERS,
            by_right=Right.SEE_CASE,
            narrowed=OF_CASES,
        ),
    ),
    next_actions=NOTHING,
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
    records=tuple(
        Record(model=model, pack=LINE_ONLY, search=ON_ITS_PAGE, retention=WITH_THE_CHILD, demonstration=PLAYED)
        for model in ("cases.Restriction", "cases.RestrictionName")
    ),
    exports=NOTHING,
)
