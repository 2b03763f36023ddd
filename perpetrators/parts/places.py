"""Places of concern, and the plan for each."""

from cases.parts import NOTHING, PLAYED, Absent, Record
from cases.registries.retention import WITH_THE_REGISTER
from emerald.reminders.register import DueSource
from perpetrators.due import connections as connection_due
from perpetrators.due.narrowed import OF_PLACES
from perpetrators.models import Place
from perpetrators.parts import IN_THE_REGISTER, NOT_THE_CHILDS, RegisterPart, RegisterTab

PART = RegisterPart(
    title="Places of concern",
    place=91,
    tab=None,
    register_tabs=(RegisterTab(Place, "Place", "place", place=10), RegisterTab(Place, "Plan", "place_plan", place=20)),
    pages=NOTHING,
    chronology=NOTHING,
    shortenings=NOTHING,
    due_sources=(
        DueSource(
            "place_action",
            "Action at a place of concern",
            due=connection_due.actions,
            people=connection_due.people_of_actions,
            page="place_plan",
            reference_in_page="place",
            about="action at a place",
            seen_by=connection_due.actions_seen_by,
            narrowed=OF_PLACES,
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
        Record(
            model=model,
            pack=NOT_THE_CHILDS,
            search=IN_THE_REGISTER,
            retention=WITH_THE_REGISTER,
            demonstration=demonstration,
        )
        for model, demonstration in (
            ("perpetrators.Place", PLAYED),
            ("perpetrators.PlaceAction", Absent("The places of the demonstration have no actions.")),
        )
    ),
    exports=NOTHING,
)
