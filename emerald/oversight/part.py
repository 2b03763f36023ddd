"""The caseload in numbers: it records nothing, and hands out its lists."""

from cases.parts import NOTHING, CasePart

PART = CasePart(
    title="Caseload",
    place=100,
    tab=None,
    pages=NOTHING,
    chronology=NOTHING,
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
    records=NOTHING,
    exports=("caseload_export", "consultation_export"),
)
