"""Handing a leaver's cases to somebody else."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from cases.models import Case
from cases.models.access.handing_over import hand_over
from emerald.accounts.forms.colleagues import ColleagueField
from emerald.accounts.models import User
from emerald.govuk.fields import DateField, LongTextField, RowsField
from emerald.govuk.forms import GovukForm


class CasesField(RowsField):
    def label_from_instance(self, case: Case) -> str:
        child = ", ".join(filter(None, (case.child.name, case.child.born_in_words)))
        return f"{case.reference} – {child} – {case.get_state_display().lower()}"


class HandOverForm(GovukForm):
    """Which of the leaver's cases go to whom. The choices are only cases this manager may allocate."""

    cases = CasesField("Which cases?", queryset=None, required="Select at least one case")
    to = ColleagueField("Who takes them over?", queryset=None, required="Select who takes them over")
    on = DateField("From when?", required="Enter the day it starts", not_after_today=True, initial=timezone.localdate)
    note = LongTextField(
        "Hand-over note", required=False, rows=5, hint="Kept with each of these cases, for the next worker's first day"
    )

    def __init__(
        self, *args: Any, leaver: User, cases: Iterable[Case], colleagues: QuerySet[User], **kwargs: Any
    ) -> None:
        super().__init__(*args, initial={"cases": [case.pk for case in cases]}, **kwargs)
        self.leaver = leaver
        self.fields["cases"].queryset = cases
        self.fields["to"].queryset = colleagues

    def save(self, *, by: User) -> bool:
        return self.attempt(hand_over, leaver=self.leaver, by=by, **self.cleaned_data)
