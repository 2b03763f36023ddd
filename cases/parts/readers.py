"""Who has opened a record, and who has it open now."""

from cases.parts import NOTHING, Absent, CasePart, Page, Record, Tab
from cases.registries.retention import SHORT_LIVED

IN_PASSING = Absent("It says who has a page open at this minute, holds no text and is thrown away.")

PART = CasePart(
    title="Readers",
    place=70,
    tab=Tab("Access", "case_readers"),
    pages=(Page("case_readers", "who has opened this record"),),
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
    records=(
        Record(
            model="cases.OpenPage", pack=IN_PASSING, search=IN_PASSING, retention=SHORT_LIVED, demonstration=IN_PASSING
        ),
    ),
    exports=NOTHING,
)
