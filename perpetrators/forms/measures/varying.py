"""The terms of a measure changed by a decision: varied, or given more hours."""

from typing import Any

from emerald.govuk.fields import DateField, LongTextField, RadioField, SelectField, ShortTextField
from perpetrators.forms.measures.children import NO_NAME
from perpetrators.forms.measures.making import FURTHER, UNTIL
from perpetrators.forms.measures.step import StepForm
from perpetrators.models import Measure

STAYS = "stays"


class VaryForm(StepForm):
    verb = "vary"
    what = LongTextField(
        "What was changed?",
        called="What was changed",
        rows=3,
        limit=500,
        required="Enter what was changed",
        hint=NO_NAME,
    )
    how_long = RadioField(
        "Until when does it run now?",
        required="Select until when it runs",
        initial=STAYS,
        choices=[(STAYS, "As before"), (UNTIL, "A new last day"), (FURTHER, "Until further order")],
    )
    ends_on = DateField("New last day", required="Enter the new last day")
    reveals = {"how_long": {UNTIL: ["ends_on"]}}
    travel_ban_until = DateField(
        "New last day of the ban on foreign travel, where it was renewed",
        called="The new last day of the ban on foreign travel",
        required=False,
        hint="Up to 5 more years each time",
    )

    def __init__(self, *args: Any, measure: Measure, **kwargs: Any) -> None:
        super().__init__(*args, measure=measure, **kwargs)
        row, asked = measure.row, self.fields["how_long"]
        left_out = {UNTIL: row.has_stages, FURTHER: row.has_worked_out_end or not row.limits.open_ended}
        asked.choices = [one for one in asked.choices if not left_out.get(one[0])]
        if row.fact("travel_ban_until") is None:
            del self.fields["travel_ban_until"]

    def facts(self) -> dict[str, Any]:
        answers = dict(self.cleaned_data)
        return answers | {"until_further_order": True if answers.pop("how_long") == FURTHER else None}


class ExtendHoursForm(StepForm):
    verb = "extend"
    rank = SelectField("Who extended it?", required="Select who extended it")
    authoriser = ShortTextField("Name of who extended it", limit=160, required=False)

    def __init__(self, *args: Any, measure: Measure, **kwargs: Any) -> None:
        super().__init__(*args, measure=measure, **kwargs)
        more = measure.row.more_hours
        self.fields["on"].label = "When was it extended?"
        if more:
            self.fields["rank"].choices = [("", "Select one"), *more.by]
            self.fields["rank"].help_text = f"To {more.answer} hours in all. Source: {more.source}"
