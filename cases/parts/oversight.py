"""What managers decide about a case, and supervision of its worker."""

from cases.due import sources
from cases.due.narrowed import OF_CASES
from cases.models.chronology.entries import Kind
from cases.parts import LINE_ONLY, NOTHING, ON_ITS_PAGE, PLAYED, CasePart, Page, Record, Tab
from cases.registries.retention import WITH_THE_CHILD
from emerald.accounts.permissions import Right
from emerald.reminders.escalation import PRACTICE_MANAGERS
from emerald.reminders.register import DueSource

PART = CasePart(
    title="Oversight",
    place=38,
    tab=Tab("Oversight", "case_oversight"),
    pages=(
        Page("case_oversight", "managers' decisions and supervision"),
        Page("record_decision", "the page for recording a decision"),
        Page("record_supervision", "the page for recording a supervision"),
    ),
    chronology=(Kind.OVERSIGHT,),
    shortenings=NOTHING,
    due_sources=(
        DueSource(
            "supervision",
            "Supervision",
            due=sources.supervisions,
            people=sources.people_of_oversight,
            page="case_oversight",
            escalation=PRACTICE_MANAGERS,
            by_right=Right.OVERSEE,
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
        for model in ("cases.ManagementDecision", "cases.Supervision")
    ),
    exports=NOTHING,
)
