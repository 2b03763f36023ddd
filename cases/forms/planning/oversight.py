"""A manager's decision about a case, and what was said about it in supervision."""

from typing import Any

from django.utils import timezone

from cases.models import Case
from cases.models.planning.oversight import Occasion
from emerald.accounts.forms.colleagues import ColleagueField
from emerald.accounts.models import User
from emerald.govuk.fields import DateField, LongTextField, RadioField
from emerald.govuk.forms import GovukForm


class DecisionForm(GovukForm):
    on = DateField(
        "When was it decided?",
        called="The day",
        required="Enter the day it was decided",
        not_after_today=True,
        initial=timezone.localdate,
    )
    occasion = RadioField("What was the occasion?", choices=Occasion.choices, required="Select the occasion")
    decision = LongTextField("What did you decide?", called="The decision", rows=4, required="Enter what you decided")
    rationale = LongTextField("Why?", called="The reasons", rows=4, required="Enter why you decided so")

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case = case

    def save(self, *, by: User) -> bool:
        return self.attempt(self.case.record_decision, by=by, **self.cleaned_data)


class SupervisionForm(GovukForm):
    on = DateField(
        "When was it?",
        called="The day",
        required="Enter the day of the supervision",
        not_after_today=True,
        initial=timezone.localdate,
    )
    worker = ColleagueField("With whom?", queryset=None, required="Select the worker")
    discussed = LongTextField(
        "What was discussed about this case?",
        called="What was discussed",
        rows=5,
        required="Enter what was discussed",
        hint="Only what is about the case. What is about the worker does not belong here",
    )
    agreed = LongTextField("What was agreed?", rows=4, required="Enter what was agreed")

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case = case
        self.fields["worker"].queryset = case.workers_to_supervise()

    def save(self, *, by: User) -> bool:
        return self.attempt(self.case.record_supervision, by=by, **self.cleaned_data)
