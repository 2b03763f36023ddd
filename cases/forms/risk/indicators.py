"""Keeping the set of questions of the risk assessment."""

from typing import Any

from cases.models.risk.indicators import Domain, Indicator, Weight
from emerald.accounts.models import User
from emerald.govuk.fields import RadioField, SelectField, ShortTextField
from emerald.govuk.forms import GovukForm


def because_field() -> ShortTextField:
    return ShortTextField(
        "Why?",
        called="The reason",
        limit=300,
        required="Enter why",
        hint="Everybody who looks at an older assessment can read it",
    )


class WordingForm(GovukForm):
    wording = ShortTextField(
        "What is asked, as a sentence about the child?",
        called="The wording",
        limit=300,
        required="Enter the wording",
        hint="For example, comes home much later than agreed",
    )
    hint = ShortTextField("A hint for whoever answers", called="The hint", limit=300, required=False)
    weight = RadioField(
        "How much does it weigh?",
        choices=Weight.choices,
        required="Select the weight",
        hint="Nothing weighs low, medium or high by law: decide as a team",
    )


class AddForm(WordingForm):
    domain = SelectField(
        "Which part of the child’s life is it about?",
        choices=Domain.choices,
        required="Select a part of the child’s life",
    )
    field_order = ["domain", "wording", "hint", "weight"]

    def save(self, *, by: User) -> bool:
        return self.attempt(Indicator.add, by=by, **self.cleaned_data)


class RewordForm(WordingForm):
    because = because_field()

    def __init__(self, *args: Any, indicator: Indicator, **kwargs: Any) -> None:
        super().__init__(
            *args, initial={"wording": indicator.wording, "hint": indicator.hint, "weight": indicator.weight}, **kwargs
        )
        self.indicator = indicator

    def clean(self) -> dict[str, Any]:
        answers = super().clean()
        if self.errors:
            return answers
        if all(answers[name] == getattr(self.indicator, name) for name in ("wording", "hint", "weight")):
            self.add_error("wording", "Change something, or go back: this is what is asked now")
        return answers

    def save(self, *, by: User) -> bool:
        return self.attempt(self.indicator.reword, by=by, **self.cleaned_data)


class RetireForm(GovukForm):
    because = because_field()

    def __init__(self, *args: Any, indicator: Indicator, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.indicator = indicator

    def save(self, *, by: User) -> bool:
        return self.attempt(self.indicator.retire, by=by, **self.cleaned_data)
