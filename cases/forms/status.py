"""Moving a case between at risk and victim."""

from typing import Any

from django.utils import timezone

from cases.models import Case
from cases.models.step import STEPS
from emerald.accounts.models import User
from emerald.govuk.fields import DateField, LongTextField, YesNoField
from emerald.govuk.forms import VersionedForm


class MoveForm(VersionedForm):
    """A change of status: from when, and why. `obstacles` are the sentences that stand in the way."""

    move = ""
    effective_on = DateField(
        "When did this take effect?",
        required="Enter the day it took effect",
        not_after_today=True,
        initial=timezone.localdate,
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, initial={"version": case.version}, **kwargs)
        self.case = case
        self.obstacles = STEPS[self.move].why_not(case)

    def save(self, *, by: User) -> bool:
        return self.attempt(getattr(self.case, self.move), by=by, **self.cleaned_data)


class IdentifyAsVictimForm(MoveForm):
    move = "identify_as_victim"
    section_47 = YesNoField(
        "Was a section 47 enquiry considered?", required="Select whether a section 47 enquiry was considered"
    )
    section_47_reason = LongTextField(
        "Why, or why not?", rows=3, required="Enter why a section 47 enquiry was or was not considered"
    )
    rationale = LongTextField(
        "What is the evidence, and what is your reason for this decision?",
        required="Enter the evidence and your reason",
    )


class StepDownForm(MoveForm):
    move = "step_down"
    rationale = LongTextField(
        "What has changed, and what is your reason for this decision?",
        required="Enter what has changed and your reason",
    )
