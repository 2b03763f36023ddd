"""The risk to the child: assessments, their sign-off, and the level that follows."""

from cases.due import sources
from cases.due.narrowed import OF_CASES
from cases.due.risk import describe_risk, no_assessment_waits, under_way
from cases.models.chronology.entries import Kind
from cases.parts import LINE_ONLY, NOTHING, ON_ITS_PAGE, PLAYED, CasePart, ClosingCheck, NextAction, Page, Record, Tab
from cases.registries.retention import WITH_THE_CHILD
from emerald.accounts.permissions import Right
from emerald.reminders.escalation import PRACTICE_MANAGERS
from emerald.reminders.register import DueSource

PART = CasePart(
    title="Risk",
    place=25,
    tab=Tab("Risk", "case_risk"),
    pages=(
        Page("case_risk", "the level of risk"),
        Page("risk_assessment", "a risk assessment in full"),
        Page("start_assessment", "the start of a risk assessment"),
        Page("write_assessment", "a risk assessment, to write it"),
        Page("choose_level", "the choice of the level of risk"),
        Page("sign_off_assessment", "the sign-off of a risk assessment"),
        Page("return_assessment", "the return of a risk assessment"),
        Page("assessments_waiting", "the list of risk assessments waiting for sign-off"),
    ),
    chronology=(Kind.RISK,),
    shortenings=NOTHING,
    due_sources=(
        DueSource(
            "first_assessment",
            "The first assessment of risk",
            due=sources.first_assessments,
            people=sources.people_of_risk,
            page="case_risk",
            by_right=Right.ASSESS_RISK,
            narrowed=OF_CASES,
        ),
        DueSource(
            "sign_off",
            "Risk assessment to sign off or return",
            due=sources.assessments_to_sign_off,
            people=sources.people_of_oversight,
            page="risk_assessment",
            subject_in_page="assessment",
            escalation=PRACTICE_MANAGERS,
            by_right=Right.OVERSEE,
            narrowed=OF_CASES,
        ),
    ),
    next_actions=(NextAction(under_way, describe_risk, needs=Right.READ_ASSESSMENTS),),
    seen_sources=NOTHING,
    closing_checks=(ClosingCheck(no_assessment_waits, needs=Right.READ_ASSESSMENTS),),
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
        for model in ("cases.RiskAssessment", "cases.RiskAnswer")
    ),
    exports=NOTHING,
)
