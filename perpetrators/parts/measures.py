"""Measures of disruption: their steps, conditions, breaches and papers, and whom they protect."""

from functools import partial

from cases.due.narrowed import OF_CASES
from cases.due.sources import people_of_risk
from cases.models.chronology.entries import Kind
from cases.parts import LINE_ONLY, NOTHING, PLAYED, Absent, ClosingCheck, NextAction, Page, Record
from cases.registries.retention import WITH_THE_REGISTER
from emerald.accounts.permissions import Right
from emerald.reminders.escalation import COUNTDOWN, WORKERS_FIRST
from emerald.reminders.register import DueSource
from perpetrators.closing import live_measures_were_looked_at
from perpetrators.due import after_breach, mistakes, sources
from perpetrators.due.narrowed import OF_MEASURES
from perpetrators.due.people import STAND_INS, people_of_measures, people_of_protected
from perpetrators.models import PersonOfConcern, Place
from perpetrators.models.measures.following import follow_child
from perpetrators.parts import IN_THE_REGISTER, NOT_THE_CHILDS, WORKED_OUT, RegisterPart, RegisterTab
from perpetrators.timescales import BIRTHDAYS

NOT_PLAYED = {
    "MeasureDocument": Absent("The measures of the demonstration have no papers."),
    "Mistake": Absent("Nothing of the demonstration was recorded by mistake."),
}
of_measures = partial(
    DueSource,
    people=people_of_measures,
    stand_ins=STAND_INS,
    page="measure",
    reference_in_page="measure",
    about="measure",
    seen_by=sources.seen_by,
    narrowed=OF_MEASURES,
)


def _birthday(age: int) -> DueSource:
    return DueSource(
        f"child_{age}",
        f"{age}th birthday of a child whom a measure protects",
        due=sources.birthdays(age),
        people=people_of_protected,
        page="measure",
        reference_in_page="measure",
        escalation=COUNTDOWN,
        about="protected child",
        seen_by=sources.children_seen_by,
        lasting=sources.birthdays_lasting(age),
        narrowed=OF_MEASURES,
    )


PART = RegisterPart(
    title="Measures",
    place=92,
    tab=None,
    register_tabs=(
        RegisterTab(PersonOfConcern, "Measures", "person_measures", place=30),
        RegisterTab(Place, "Measures", "place_measures", place=30),
    ),
    pages=(Page("measure", "a measure of disruption"),),
    chronology=(Kind.DISRUPTION,),
    shortenings=NOTHING,
    due_sources=(
        of_measures(
            "measure_end",
            "End of a measure",
            due=sources.ends,
            lasting=partial(sources.ends, lasting=True),
            escalation=COUNTDOWN,
        ),
        of_measures(
            "measure_review",
            "Review of a measure",
            due=sources.reviews,
            lasting=partial(sources.reviews, lasting=True),
            escalation=COUNTDOWN,
        ),
        of_measures(
            "bail_return",
            "Return on bail",
            due=sources.returns,
            lasting=partial(sources.returns, lasting=True),
            escalation=COUNTDOWN,
        ),
        of_measures(
            "bail_clock",
            "Clock of bail that stands still: look whether it still does",
            due=sources.stopped_clocks,
            lasting=partial(sources.stopped_clocks, lasting=True),
            escalation=COUNTDOWN,
        ),
        of_measures(
            "measure_unserved",
            "Measure to serve",
            due=sources.unserved,
            lasting=partial(sources.unserved, lasting=True),
            escalation=sources.UNSERVED,
        ),
        of_measures(
            "measure_followed",
            "Measure to look at: what it rests on changed",
            due=sources.followed,
            escalation=WORKERS_FIRST,
        ),
        of_measures(
            "measure_notification",
            "Name and address due with the police",
            due=sources.notifications,
            lasting=partial(sources.notifications, lasting=True),
            escalation=sources.UNSERVED,
        ),
        *(_birthday(age) for age in BIRTHDAYS),
        DueSource(
            "risk_after_breach",
            "Look at the risk again after a measure was broken",
            due=after_breach.due,
            people=people_of_risk,
            page="case_risk",
            by_right=Right.ASSESS_RISK,
            narrowed=OF_CASES | after_breach.OF_MEASURES,
        ),
        DueSource(
            "mistake",
            "Measure or breach said to be recorded by mistake, to decide",
            due=mistakes.waiting,
            people=mistakes.people,
            page="decide_mistake",
            reference_in_page="measure",
            subject_in_page="mistake",
            escalation=mistakes.DECIDING,
            about="mistake",
            seen_by=mistakes.seen_by,
            narrowed=mistakes.NARROWED,
        ),
    ),
    next_actions=(NextAction(after_breach.rows, after_breach.describe, needs=Right.READ_SUSPECTS),),
    seen_sources=NOTHING,
    closing_checks=(ClosingCheck(live_measures_were_looked_at, needs=Right.HEAR_OF_MEASURES),),
    pack_sections=NOTHING,
    third_parties=NOTHING,
    connections=NOTHING,
    noticers=NOTHING,
    corrected=(follow_child,),
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
            demonstration=NOT_PLAYED.get(model, PLAYED),
        )
        for model, pack in (
            ("Measure", LINE_ONLY),
            ("MeasureEvent", LINE_ONLY),
            ("ProtectedChild", LINE_ONLY),
            ("Condition", NOT_THE_CHILDS),
            ("Breach", NOT_THE_CHILDS),
            ("Mistake", NOT_THE_CHILDS),
            ("MeasureDocument", NOT_THE_CHILDS),
            ("MeasurePeriod", WORKED_OUT),
            ("FoundBy", WORKED_OUT),
        )
    ),
    exports=("export_measures", "disruption_export", "download_measure_paper"),
)
