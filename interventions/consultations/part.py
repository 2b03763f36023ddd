"""Advice given to another professional, about a child of a case or about none."""

from cases.models.chronology.entries import Kind
from cases.parts import LINE_ONLY, NOTHING, PLAYED, Absent, CasePart, Page, Record
from cases.registries.retention import WITH_THE_CHILD
from emerald.accounts.permissions import Right

PART = CasePart(
    title="Consultations",
    place=33,
    tab=None,
    pages=(Page("consultation", "advice given to another professional", needs=Right.READ_SESSIONS),),
    chronology=(Kind.CONTACT,),
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
    records=tuple(
        Record(
            model=model,
            pack=LINE_ONLY,
            search=Absent("“Find in notes” looks through notes of a case; advice has a list of its own."),
            retention=WITH_THE_CHILD,
            demonstration=demonstration,
        )
        for model, demonstration in (
            ("interventions.Consultation", PLAYED),
            ("interventions.ConsultationAddendum", Absent("Nothing was added to advice of the demonstration.")),
        )
    ),
    exports=NOTHING,
)
