"""What the register shows on the page of a case: who is of concern to the child, and what protects them."""

from cases.models.chronology.entries import Kind
from cases.parts import LINE_ONLY, NOTHING, ON_ITS_PAGE, PLAYED, NextAction, Page, Record, Tab
from cases.registries.retention import WITH_THE_REGISTER
from emerald.accounts.permissions import Right
from emerald.reminders.escalation import PRACTICE_MANAGERS, Audience, Stage, Step
from emerald.reminders.register import DueSource
from perpetrators.due import person_mistakes
from perpetrators.parts import RegisterPart
from perpetrators.registries.next_up import describe_without_officer, without_officer
from perpetrators.registries.third_parties import of_concern_to
from perpetrators.timescales import DECIDE_MISTAKE_WITHIN

PART = RegisterPart(
    title="Disruption",
    place=33,
    tab=Tab("Disruption", "case_disruption"),
    register_tabs=NOTHING,
    pages=(
        Page("case_disruption", "who is of concern to the child, and what protects them"),
        Page("record_person_of_case", "the page for recording a person of concern"),
        Page("link_person_of_case", "the page for linking a person of concern"),
        Page("decide_link_mistake", "the decision whether a link was recorded by mistake"),
    ),
    chronology=(Kind.DISRUPTION,),
    shortenings=NOTHING,
    due_sources=(
        DueSource(
            "link_mistake",
            "Link said to be recorded by mistake, to decide",
            due=person_mistakes.waiting_of_links,
            people=person_mistakes.people_of_links,
            page="decide_link_mistake",
            subject_in_page="mistake",
            escalation=(
                Step(Stage.BEFORE, Audience.PRACTICE_MANAGER, days=-DECIDE_MISTAKE_WITHIN),
                *PRACTICE_MANAGERS[1:],
            ),
            narrowed=person_mistakes.NARROWED_OF_LINKS,
        ),
    ),
    next_actions=(NextAction(without_officer, describe_without_officer, needs=Right.KEEP_MEASURES),),
    seen_sources=NOTHING,
    closing_checks=NOTHING,
    pack_sections=NOTHING,
    third_parties=(of_concern_to,),
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
            model="perpetrators.Link",
            pack=LINE_ONLY,
            search=ON_ITS_PAGE,
            retention=WITH_THE_REGISTER,
            demonstration=PLAYED,
        ),
    ),
    exports=NOTHING,
)
