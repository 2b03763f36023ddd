"""What connects a child with the register, and what became of it: found, asked about, drawn as a network."""

from cases.parts import NOTHING, PLAYED, Absent, Page, Record
from cases.registries.retention import WITH_THE_REGISTER
from emerald.reminders.register import DueSource
from perpetrators.comparing.notices import notices_connection
from perpetrators.due import matches
from perpetrators.due.connections import ANSWERING, people_of_requests, requests, requests_seen_by
from perpetrators.due.narrowed import OF_REQUESTS
from perpetrators.models import PersonOfConcern, Place
from perpetrators.parts import IN_THE_REGISTER, NOT_THE_CHILDS, WORKED_OUT, RegisterPart, RegisterTab

NOBODY_ASKED = Absent("Nobody of the demonstration has asked about a connection.")
NOTHING_MET = Absent("Nothing that was saved in the demonstration met another record.")

PART = RegisterPart(
    title="Connections",
    place=93,
    tab=None,
    register_tabs=(
        RegisterTab(PersonOfConcern, "Connections", "person_connections", place=40),
        RegisterTab(PersonOfConcern, "Network", "person_network", place=50),
        RegisterTab(Place, "Connections", "place_connections", place=40),
        RegisterTab(Place, "Network", "place_network", place=50),
    ),
    pages=(
        Page("case_connections", "what connects the child's details with the register"),
        Page("ask_about_child", "the page for asking about a connection"),
        Page("case_network", "the network around the child"),
        Page("person_network", "the network around a person of concern"),
        Page("place_network", "the network around a place"),
    ),
    chronology=NOTHING,
    shortenings=NOTHING,
    due_sources=(
        DueSource(
            "connection",
            "Request about a connection, to answer",
            due=requests,
            people=people_of_requests,
            page="answer_connection",
            subject_in_page="reply",
            escalation=ANSWERING,
            about="connection request",
            seen_by=requests_seen_by,
            narrowed=OF_REQUESTS,
            by_comparison=True,
        ),
        DueSource(
            "connection_found",
            "Connection that was found, to decide",
            due=matches.found,
            people=matches.people_of_found,
            page="connection_found",
            reference_in_page="found",
            escalation=matches.DECIDING,
            about="connection found",
            seen_by=matches.found_seen_by,
            by_comparison=True,
        ),
    ),
    next_actions=NOTHING,
    seen_sources=NOTHING,
    closing_checks=NOTHING,
    pack_sections=NOTHING,
    third_parties=NOTHING,
    connections=NOTHING,
    noticers=(notices_connection,),
    corrected=NOTHING,
    drafts=NOTHING,
    people=NOTHING,
    evidence=NOTHING,
    prompts=NOTHING,
    demonstration=NOTHING,
    records=tuple(
        Record(
            model=f"perpetrators.{model}",
            pack=pack,
            search=IN_THE_REGISTER,
            retention=WITH_THE_REGISTER,
            demonstration=demonstration,
        )
        for model, pack, demonstration in (
            ("ConnectionRequest", NOT_THE_CHILDS, NOBODY_ASKED),
            ("ConnectionReply", NOT_THE_CHILDS, NOBODY_ASKED),
            ("ConnectionFound", NOT_THE_CHILDS, NOTHING_MET),
            ("Trace", WORKED_OUT, PLAYED),
            ("Fragment", WORKED_OUT, PLAYED),
        )
    ),
    exports=NOTHING,
)
