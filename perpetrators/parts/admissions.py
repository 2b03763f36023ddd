"""Police liaison officers joined to a child through a person of concern, each by a decision of the child's manager."""

from cases.due.narrowed import OF_CASES
from cases.models.chronology.entries import Kind
from cases.parts import LINE_ONLY, NOTHING, ON_ITS_PAGE, PLAYED, NextAction, Page, Record
from cases.registries.retention import WITH_THE_CHILD
from emerald.accounts.permissions import Right
from emerald.parts import People
from emerald.reminders.register import DueSource
from perpetrators import staff_changes
from perpetrators.due import admissions
from perpetrators.models.register.scope import officers_of_cases
from perpetrators.parts import RegisterPart
from perpetrators.registries.next_up import describe_officers_who_wait, officers_who_wait

PART = RegisterPart(
    title="Police liaison officers",
    place=94,
    tab=None,
    register_tabs=NOTHING,
    pages=(
        Page("case_officers", "the police liaison officers joined through persons of concern"),
        Page("decide_admission", "the decision about a police liaison officer"),
        Page("end_admission", "the page for ending what joins a police liaison officer"),
    ),
    chronology=(Kind.DISRUPTION,),
    shortenings=NOTHING,
    due_sources=(
        DueSource(
            "admission",
            "Police liaison officer to join to a case, or not",
            due=admissions.waiting,
            people=admissions.people,
            page="decide_admission",
            subject_in_page="admission",
            escalation=admissions.DECIDING,
            by_right=Right.ANSWER_FOR_CHILD,
            narrowed=OF_CASES,
        ),
    ),
    next_actions=(NextAction(officers_who_wait, describe_officers_who_wait, needs=Right.ANSWER_FOR_CHILD),),
    seen_sources=NOTHING,
    closing_checks=NOTHING,
    pack_sections=NOTHING,
    third_parties=NOTHING,
    connections=(officers_of_cases,),
    noticers=NOTHING,
    corrected=NOTHING,
    drafts=NOTHING,
    people=(
        People(
            beforehand=NOTHING,
            role_changed=(staff_changes.sync_rights_of_officer,),
            returned=(staff_changes.end_officer,),
            leaving=NOTHING,
            renamed=NOTHING,
            holds_team=(staff_changes.register_of_team,),
            teams_joined=(staff_changes.move_register,),
        ),
    ),
    evidence=NOTHING,
    prompts=NOTHING,
    demonstration=NOTHING,
    records=(
        Record(
            model="perpetrators.Admission",
            pack=LINE_ONLY,
            search=ON_ITS_PAGE,
            retention=WITH_THE_CHILD,
            demonstration=PLAYED,
        ),
    ),
    exports=NOTHING,
)
