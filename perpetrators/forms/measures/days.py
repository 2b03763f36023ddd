"""Which days of a measure were recorded wrongly. Each day stands in the form; an emptied one is taken away."""

from typing import Any

from emerald.govuk.fields import DateField, LongTextField, RadioField, SelectField
from perpetrators.forms.measures.children import NO_NAME
from perpetrators.forms.measures.facts import facts_of, initial_of, with_facts
from perpetrators.forms.measures.making import FURTHER, UNTIL, lengths_of
from perpetrators.forms.measures.step import StepForm
from perpetrators.models import Measure
from perpetrators.models.law.bail_stages import RANKS
from perpetrators.models.law.catalogue.row import Fact, MeasureKind, Sort
from perpetrators.models.measures.states import ENDED_BY_STEP, PENDING
from perpetrators.models.measures.working_out import RUNGS

# In the order in which they are asked.
DAYS = ("considered_on", "applied_on", "made_on", "started_on", "served_on", "ended_on", "power_of_arrest_until")
OF_MADE = ("made_on", "started_on", "served_on", "how_long", "ends_on", "power_of_arrest_until", "authoriser_rank")


class CorrectDaysForm(StepForm):
    verb = "correct_days"
    considered_on = DateField("Proposed on", required=False, not_after_today=True)
    applied_on = DateField("Applied for on", required=False, not_after_today=True)
    made_on = DateField("Made on", required="Enter the day it was made", not_after_today=True)
    started_on = DateField("First day, where it is later", called="The first day", required=False)
    served_on = DateField("Served on", required=False, not_after_today=True)
    how_long = RadioField("Until when?", called="How long it runs", required="Select until when it runs")
    ends_on = DateField("Last day", required="Enter the last day")
    ended_on = DateField(
        "No longer in force from", required="Enter the day from which it is no longer in force", not_after_today=True
    )
    power_of_arrest_until = DateField("Last day of the power of arrest, where it ends sooner", required=False)
    authoriser_rank = SelectField("Rank of who authorised it", choices=RANKS, required=False)
    note = LongTextField(
        "Why are the days corrected?", called="Why", rows=3, required="Enter why the days are corrected", hint=NO_NAME
    )
    reveals = {"how_long": {UNTIL: ["ends_on"]}}

    @classmethod
    def of(cls, measure: Measure) -> Any:
        return with_facts(cls, [] if measure.state in PENDING else days_among(measure.row), needed=False)

    def __init__(self, *args: Any, measure: Measure, **kwargs: Any) -> None:
        super().__init__(*args, measure=measure, initial=_as_it_stands(measure), **kwargs)
        del self.fields["on"]
        for name in _not_asked(measure):
            self.fields.pop(name, None)
        if asked := self.fields.get("how_long"):
            asked.choices, asked.help_text = lengths_of(measure.row), measure.row.words_for_length
            if "how_long" not in self.initial:
                self.initial["how_long"] = next(value for value, _ in asked.choices if value not in (UNTIL, FURTHER))

    def facts(self) -> dict[str, Any]:
        answers = self.cleaned_data
        said = {name: answers[name] for name in (*DAYS, "authoriser_rank") if name in answers}
        if "how_long" in answers:
            said["ends_on"] = answers["ends_on"] if answers["how_long"] == UNTIL else None
            said["until_further_order"] = answers["how_long"] == FURTHER
        return said | {"note": answers["note"], "version": answers["version"], "facts": facts_of(answers)}


class CorrectInterimDaysForm(StepForm):
    verb = "correct_interim_days"
    first_day = DateField("First day of the interim order", required="Enter its first day", not_after_today=True)
    last_day = DateField(
        "Its last day", required=False, hint="Left empty: until the order in full began, which ends it in any case"
    )
    served_on = DateField("Served on", required=False, not_after_today=True)
    note = LongTextField(
        "Why are the days corrected?", called="Why", rows=3, required="Enter why the days are corrected", hint=NO_NAME
    )

    def __init__(self, *args: Any, measure: Measure, **kwargs: Any) -> None:
        period = measure.interim_before
        days = {"first_day": "first_day", "last_day": "own_last_day", "served_on": "served_on"}
        begun = {name: getattr(period, column) for name, column in days.items()} if period else {}
        super().__init__(*args, measure=measure, initial=begun, **kwargs)
        del self.fields["on"]


class LookAtForm(StepForm):
    verb = "look_at"
    note = LongTextField(
        "What follows from it?",
        called="What follows from it",
        rows=3,
        required="Enter what follows from it",
        hint=f"For example, that another measure is applied for, or that none is needed. {NO_NAME}",
    )


def days_among(row: MeasureKind) -> list[Fact]:
    """The days and times a kind asks besides, and what its length rests on."""
    return [fact for fact in row.facts if fact.sort in (Sort.DATE, Sort.TIME) or fact.name in row.fixed_facts]


def _as_it_stands(measure: Measure) -> dict[str, Any]:
    found = {name: getattr(measure, name) for name in (*DAYS, "authoriser_rank")} | initial_of(measure)
    found["ends_on"] = measure.last_day_set
    if measure.started_on == measure.made_on:
        found["started_on"] = None
    if measure.until_further_order or measure.last_day_set:
        found["how_long"] = UNTIL if measure.last_day_set else FURTHER
    return found


def _not_asked(measure: Measure) -> list[str]:
    """What there is nothing to be put right of."""
    row = measure.row
    unasked = [
        ("considered_on", measure.considered_on),
        ("applied_on", measure.applied_on),
        ("started_on", not row.has_stages),
        ("served_on", measure.served_on and row.needs_service),
        ("ended_on", measure.state in ENDED_BY_STEP),
        ("power_of_arrest_until", measure.power_of_arrest_until),
        ("authoriser_rank", row.has_stages and RUNGS not in measure.facts),
        *((name, measure.made_on) for name in OF_MADE),
    ]
    return [name for name, is_asked in unasked if not is_asked]
