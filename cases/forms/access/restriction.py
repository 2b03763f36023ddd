"""Restricting a record to named people."""

from typing import Any

from cases.models import Case
from cases.models.access.restriction import Category
from cases.models.access.staffing import people_to_name
from emerald.accounts.forms.colleagues import ColleaguesField
from emerald.accounts.models import User
from emerald.govuk.fields import LongTextField, RadioField, ShortTextField
from emerald.govuk.forms import VersionedForm


class RestrictionForm(VersionedForm):
    verb = ""

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        initial = {"version": case.version, **kwargs.pop("initial", {})}
        super().__init__(*args, initial=initial, **kwargs)
        self.case = case
        if "named" in self.fields:
            self.fields["named"].queryset = people_to_name(case)

    def save(self, *, by: User) -> bool:
        return self.attempt(getattr(self.case, self.verb), by=by, **self.cleaned_data)


class RestrictForm(RestrictionForm):
    verb = "restrict"
    category = RadioField(
        "Why must this record be restricted?",
        choices=Category.choices,
        required="Select why this record must be restricted",
    )
    because = LongTextField("What is your reason?", rows=4, required="Enter your reason")
    named = ColleaguesField(
        "Who may still open it?",
        queryset=None,
        with_role=True,
        required=False,
        hint="You stay on the list yourself. Everybody who is not named loses access at once.",
    )


class NamesForm(RestrictionForm):
    verb = "change_names"
    named = ColleaguesField(
        "Who may open it?",
        queryset=None,
        with_role=True,
        required=False,
        hint="You stay on the list yourself. Saving counts as the review of this restriction.",
    )


class LiftForm(RestrictionForm):
    verb = "lift_restriction"
    because = ShortTextField(
        "Why is the restriction no longer needed?", limit=500, required="Enter why the restriction is no longer needed"
    )
