"""The questions about pre-charge bail alone: its stages, its days of return and its clock."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from emerald.govuk.fields import DateField, RadioField, SelectField, ShortTextField, TickField, TimeField, YesNoField
from emerald.words import day_in_words
from perpetrators.forms.measures.facts import PREFIX
from perpetrators.forms.measures.step import StepForm
from perpetrators.models import Measure
from perpetrators.models.law.bail import law_for
from perpetrators.models.law.bail_clock import CHARGING
from perpetrators.models.law.bail_stages import LAWS, RANKS, Rank
from perpetrators.models.law.catalogue.row import MeasureKind
from perpetrators.models.measures.bail_period import came_from, law_of, limit_of, stops_of

MET, RELEASED = "met", "released"
NEXT_RETURN = "Left empty where none is known. The day there was goes with the bail before"


def offer_stages(form: Any, kind: MeasureKind) -> None:
    """Offer only the stages that the law of the day of the arrest has: of the day as it was typed, and until then of
    the law as it is. Another stage is refused in a sentence."""
    asked = form.fields.get(f"{PREFIX}stage")
    if not kind.has_stages or asked is None:
        return
    arrested = _typed(form, f"{PREFIX}arrested_on")
    law = law_for(arrested) if arrested else LAWS[0]
    stages = law.for_a_record
    asked.choices = [(stage.key, stage.title) for stage in stages]
    first = f"Left empty: {stages[0].title.lower()}. {law.title}"
    asked.help_text = (
        first if arrested else f"{first}; after an earlier day of arrest, the stages of the law of that day"
    )
    asked.error_messages["invalid_choice"] = (
        f"There is no such stage of bail for {law.title[0].lower()}{law.title[1:]}: select one of those that are now "
        f"shown. Source: {law.source}"
    )


def _typed(form: Any, name: str) -> date | None:
    field, given = form.fields[name], form.initial.get(name)
    if form.is_bound:
        given = field.widget.value_from_datadict(form.data, form.files, form.add_prefix(name))
    try:
        return given if isinstance(given, date) else field.clean(given) if given else None
    except ValidationError:
        return None


class ExtendBailForm(StepForm):
    verb = "extend"
    stage = RadioField("To which stage?", required="Select the stage")
    rank = SelectField("Who decided?", choices=RANKS, required="Select who decided")
    authoriser = ShortTextField("Name of who decided", limit=160, required=False)
    conditions_met = TickField(
        "Conditions A to D are met",
        required=False,
        hint="Suspicion, more time needed, diligent progress, and bail necessary and "
        "proportionate with the suspect informed and heard",
    )
    longer = YesNoField("Did the court find that it needs longer?", required=False, hint="For a court only")
    asked_on = DateField(
        "When was the court asked?",
        called="The day the court was asked",
        required=False,
        hint="For a court only. In time, if before the last day was over",
    )
    ends_on = DateField("Last day, where a shorter time was set", called="The last day", required=False)
    return_on = DateField("New day of return", called="The new day of return", required=False, hint=NEXT_RETURN)
    return_at = TimeField("Time of return", called="The time of return", required=False)

    def __init__(self, *args: Any, measure: Measure, **kwargs: Any) -> None:
        super().__init__(*args, measure=measure, **kwargs)
        law = law_of(measure)
        stages = law.next_after(measure.facts.get("stage", ""), came_from(measure))
        self.fields["stage"].choices = [(one.key, f"{one.title}: {one.rank.words}") for one in stages]
        self.fields["stage"].help_text = f"{law.title}. Source: {law.source}"
        self.fields["on"].label = "When was it decided?"
        if not any(one.rank == Rank.COURT for one in stages):
            del self.fields["longer"], self.fields["asked_on"]
        if not any(one.conditions for one in stages):
            del self.fields["conditions_met"]

    def facts(self) -> dict[str, Any]:
        return self.cleaned_data | {"longer": bool(self.cleaned_data.get("longer"))}


class SetReturnForm(StepForm):
    verb = "set_return"
    return_on = DateField("New day of return", called="The new day of return", required="Enter the new day of return")
    return_at = TimeField("Time of return", called="The time of return", required=False)
    station = ShortTextField("Police station", limit=160, required=False)

    def __init__(self, *args: Any, measure: Measure, **kwargs: Any) -> None:
        super().__init__(*args, measure=measure, initial={"station": measure.fact("station")}, **kwargs)
        self.fields["on"].label = "When was it set?"
        if limit := limit_of(measure):
            self.fields["return_on"].help_text = f"{day_in_words(limit)} at the latest (PACE 1984 s47(4D))"


class StopClockForm(StepForm):
    verb = "stop_clock"
    why = RadioField(
        "Why does the clock stop?",
        called="Why the clock stops",
        choices=[
            (RELEASED, "Released on bail for a charging decision (PACE 1984 s37(7)(a) or s37C(2)(b))"),
            (MET, "The prosecution was given what it had asked for (s47ZL(10))"),
        ],
        required="Select why the clock stops",
    )

    def __init__(self, *args: Any, measure: Measure, **kwargs: Any) -> None:
        super().__init__(*args, measure=measure, **kwargs)
        self.fields["on"].help_text = "From that day no day is counted, until the prosecution asks for more"
        if not any(stop.why == CHARGING for stop in stops_of(measure)):
            self.fields["why"].choices = self.fields["why"].choices[:1]
            self.initial.setdefault("why", RELEASED)

    def facts(self) -> dict[str, Any]:
        answers = dict(self.cleaned_data)
        return answers | {"request_met": answers.pop("why") == MET}


class TakeUpClockForm(StepForm):
    verb = "take_up_clock"
    return_on = DateField(
        "New day of return",
        called="The new day of return",
        required=False,
        hint="A custody officer sets another day when the prosecution asks for more (PACE 1984 s47ZL(5))",
    )
    return_at = TimeField("Time of return", called="The time of return", required=False)

    def __init__(self, *args: Any, measure: Measure, **kwargs: Any) -> None:
        super().__init__(*args, measure=measure, **kwargs)
        self.fields["on"].label = "When did the prosecution ask for more?"
        self.fields["on"].help_text = "The clock runs again from that day, and at least 7 days are left"


class EnterHospitalForm(StepForm):
    verb = "enter_hospital"
    left_on = DateField(
        "Last day in hospital, if they have left",
        called="The last day in hospital",
        required=False,
        not_after_today=True,
    )

    def __init__(self, *args: Any, measure: Measure, **kwargs: Any) -> None:
        super().__init__(*args, measure=measure, **kwargs)
        self.fields["on"].label = "First day in hospital as an in-patient"
        self.fields[
            "on"
        ].help_text = "Days in hospital are not counted if the person is there on the day on which bail would end"


class LeaveHospitalForm(StepForm):
    verb = "leave_hospital"

    def __init__(self, *args: Any, measure: Measure, **kwargs: Any) -> None:
        super().__init__(*args, measure=measure, **kwargs)
        self.fields["on"].label = "Last day in hospital"
