"""The documents of a case: letters, minutes, and what was attached to notes."""

from cases.models.chronology.entries import Kind
from cases.parts import NOTHING, ON_ITS_PAGE, PLAYED, Absent, CasePart, Page, Record, Tab
from cases.registries.retention import WITH_THE_CHILD

PART = CasePart(
    title="Documents",
    place=39,
    tab=Tab("Documents", "case_documents"),
    pages=(
        Page("case_documents", "the documents"),
        Page("add_documents", "the page for adding documents"),
        Page("download_document", "a document, to keep a copy"),
        Page("take_off_document", "the question whether to take a document off"),
    ),
    chronology=(Kind.DOCUMENTS,),
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
            model="cases.Document",
            pack=Absent("Whoever makes a pack chooses files there: their words are written out (`cases.packs.files`)."),
            search=ON_ITS_PAGE,
            retention=WITH_THE_CHILD,
            demonstration=PLAYED,
        ),
    ),
    exports=("download_document",),
)
