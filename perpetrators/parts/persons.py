"""Persons of concern: who they are, by what they are known, the law, and two records of one person."""

from typing import Any

from cases.parts import NOTHING, PLAYED, Absent, Record
from cases.registries.retention import WITH_THE_REGISTER
from emerald.drafts.doors import RecordKind
from emerald.parts import Drafts
from emerald.reminders.register import DueSource
from perpetrators import draft_kinds
from perpetrators.due import person_mistakes, undoings
from perpetrators.due.mistakes import DECIDING
from perpetrators.models import PersonOfConcern
from perpetrators.parts import IN_THE_REGISTER, NOT_THE_CHILDS, RegisterPart, RegisterTab


def _record(model: str, demonstration: Any = PLAYED) -> Record:
    return Record(
        model=model,
        pack=NOT_THE_CHILDS,
        search=IN_THE_REGISTER,
        retention=WITH_THE_REGISTER,
        demonstration=demonstration,
    )


PART = RegisterPart(
    title="Persons of concern",
    place=90,
    tab=None,
    register_tabs=(
        RegisterTab(PersonOfConcern, "Person", "person_of_concern", place=10),
        RegisterTab(PersonOfConcern, "Same person?", "alike_persons", place=60),
        RegisterTab(PersonOfConcern, "Timeline", "person_timeline", place=90),
    ),
    pages=NOTHING,
    chronology=NOTHING,
    shortenings=NOTHING,
    due_sources=(
        DueSource(
            "kept_register_draft",
            "Text that somebody typed who cannot open the record any more",
            due=draft_kinds.drafts,
            people=draft_kinds.people_of_drafts,
            page="kept_draft",
            subject_in_page="pk",
            escalation=draft_kinds.GIVING_OUT,
            about="draft",
            seen_by=draft_kinds.drafts_seen_by,
        ),
        DueSource(
            "person_mistake",
            "Link or police or court step said to be recorded by mistake, to decide",
            due=person_mistakes.waiting,
            people=person_mistakes.people,
            page="decide_person_mistake",
            reference_in_page="suspect",
            subject_in_page="mistake",
            escalation=DECIDING,
            about="person mistake",
            seen_by=person_mistakes.seen_by,
            narrowed=person_mistakes.NARROWED,
        ),
        DueSource(
            "undoing",
            "Merge of two records to be undone, to decide",
            due=undoings.waiting,
            people=undoings.people,
            page="decide_undoing",
            reference_in_page="suspect",
            subject_in_page="undoing",
            escalation=DECIDING,
            about="undoing",
            seen_by=undoings.seen_by,
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
    drafts=(
        Drafts(
            kinds=tuple(
                RecordKind(prefix, seen_by=seen_by, ask=draft_kinds.ask, gives_out=draft_kinds.gives_out)
                for prefix, seen_by in draft_kinds.KINDS.items()
            ),
            taken_over=NOTHING,
        ),
    ),
    people=NOTHING,
    evidence=NOTHING,
    prompts=NOTHING,
    demonstration=NOTHING,
    records=(
        _record("perpetrators.PersonOfConcern"),
        _record("perpetrators.Particular"),
        _record("perpetrators.LegalEvent"),
        _record("perpetrators.RecordEntry"),
        _record("perpetrators.PersonMistake", Absent("Nothing of the demonstration was recorded by mistake.")),
        _record("perpetrators.Merge", Absent("No two persons of the demonstration are one.")),
        _record("perpetrators.ChildRecord", Absent("Nobody of concern in the demonstration has a record as a child.")),
        _record("perpetrators.Undoing", Absent("No two persons of the demonstration are one.")),
    ),
    exports=("export_persons",),
)
