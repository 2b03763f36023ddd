"""The status of a case: at risk, victim, closed, and every move between them."""

from cases.models.chronology.entries import Kind
from cases.parts import LINE_ONLY, NOTHING, ON_ITS_PAGE, PLAYED, CasePart, Page, Record, Tab
from cases.registries.retention import WITH_THE_CHILD

PART = CasePart(
    title="Status",
    place=50,
    tab=Tab("Status", "case_status"),
    pages=(
        Page("case_status", "the status"),
        Page("identify_as_victim", "the question whether to identify the child as a victim"),
        Page("step_down", "the question whether to step down to at risk"),
        Page("next_episode", "the reopening as a new episode"),
    ),
    chronology=(Kind.STATUS,),
    shortenings=NOTHING,
    due_sources=NOTHING,
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
    records=(
        Record(
            model="cases.StateChange",
            pack=LINE_ONLY,
            search=ON_ITS_PAGE,
            retention=WITH_THE_CHILD,
            demonstration=PLAYED,
        ),
    ),
    exports=NOTHING,
)
