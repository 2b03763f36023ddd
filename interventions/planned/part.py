"""Sessions planned: put off, called off, or recorded."""

from cases.due.narrowed import OF_CASES
from cases.models.chronology.entries import Kind
from cases.parts import LINE_ONLY, NOTHING, ON_ITS_PAGE, PLAYED, CasePart, ClosingCheck, NextAction, Page, Record
from cases.registries.retention import WITH_THE_CHILD
from emerald.accounts.permissions import Right
from emerald.reminders.escalation import ON_ITS_DAY
from emerald.reminders.register import DueSource
from interventions.planned import due
from interventions.planned.closing import planned_sessions_are_resolved
from interventions.planned.next_up import describe_plans, plans
from interventions.sessions.due import people_of_direct_work

PART = CasePart(
    title="Sessions planned",
    place=31,
    tab=None,
    pages=(
        Page("plan_session", "the page for planning a session"),
        Page("planned_session", "a planned session"),
        Page("put_off_session", "the page for putting off a planned session"),
        Page("call_off_session", "the page for calling off a planned session"),
        Page("record_planned", "the page for recording a planned session"),
        Page("choose_children_planned", "the choice of children for a session with several"),
        Page("record_planned_together", "the page for recording a session with several children"),
    ),
    chronology=(Kind.DIRECT_WORK,),
    shortenings=NOTHING,
    due_sources=(
        DueSource(
            "planned_session",
            "Planned session",
            due=due.planned_sessions,
            people=people_of_direct_work,
            page="planned_session",
            subject_in_page="planned",
            escalation=ON_ITS_DAY,
            by_right=Right.READ_SESSIONS,
            narrowed=OF_CASES,
        ),
    ),
    next_actions=(NextAction(plans, describe_plans, needs=Right.READ_SESSIONS),),
    seen_sources=NOTHING,
    closing_checks=(ClosingCheck(planned_sessions_are_resolved, needs=Right.HEAR_OF_SESSIONS),),
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
        Record(model=model, pack=LINE_ONLY, search=ON_ITS_PAGE, retention=WITH_THE_CHILD, demonstration=PLAYED)
        for model in ("interventions.PlannedSession", "interventions.PutOff")
    ),
    exports=NOTHING,
)
