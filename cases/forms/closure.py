"""Proposing a closure and deciding about one."""

from typing import Any

from django.utils import timezone

from cases.models import Case, Closure
from cases.models.base.states import REASON_RULES, ClosureReason
from emerald.accounts.models import User
from emerald.govuk.fields import DateField, LongTextField, RadioField, ShortTextField
from emerald.govuk.forms import VersionedForm

RECEIVER = ("receiving_authority", "receiving_person", "accepted_on")


class ProposeForm(VersionedForm):
    reason = RadioField("Why should the case close?", required="Select why the case should close")
    receiving_authority = ShortTextField("Receiving authority", required="Enter the authority that takes over")
    receiving_person = ShortTextField("Who there accepted the case?", required="Enter who accepted the case")
    accepted_on = DateField(
        "When did they accept it in writing?",
        not_after_today=True,
        required="Enter the day they accepted the case in writing",
    )
    effective_on = DateField(
        "When did or does the support end?",
        required="Enter the day the support ends",
        not_after_today=True,
        initial=timezone.localdate,
    )
    later_work_because = LongTextField(
        "If there was work with the child after that day, why did the support end before it?", rows=3, required=False
    )
    summary = LongTextField(  # type: ignore[assignment]  # Django takes the question from the class again
        "Closing summary",
        rows=8,
        required="Enter a closing summary",
        hint="What was done, what changed, what risk remains and who watches over it",
    )
    views = LongTextField(
        "What do the child and their carers think of closing?",
        rows=4,
        required="Enter what the child and their carers think, or why you could not ask them",
    )
    reveals = {"reason": {ClosureReason.TRANSFERRED.value: list(RECEIVER)}}

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, initial={"version": case.version}, **kwargs)
        self.case = case
        self.fields["reason"].choices = [
            (one.value, one.label) for one in ClosureReason if case.state in REASON_RULES[one].fits
        ]

    def save(self, *, by: User) -> bool:
        facts = dict(self.cleaned_data)
        for name in ("receiving_authority", "receiving_person", "later_work_because"):
            facts[name] = facts[name] or ""
        return self.attempt(self.case.propose_closure, by=by, **facts)


class DecisionForm(VersionedForm):
    """A decision about `closure`; `verb` names the method of Closure it calls."""

    verb = ""
    comment = LongTextField("Comment", required=False, rows=4)

    def __init__(self, *args: Any, closure: Closure, **kwargs: Any) -> None:
        super().__init__(*args, initial={"version": closure.case.version}, **kwargs)
        self.closure = closure

    def save(self, *, by: User) -> bool:
        return self.attempt(getattr(self.closure, self.verb), by=by, **self.cleaned_data)


class ApproveForm(DecisionForm):
    verb = "approve"


class ReturnForm(DecisionForm):
    verb = "give_back"
    comment = LongTextField(
        "What should happen before the case can close?",
        rows=5,
        required="Enter what should happen before the case can close",
    )


class WithdrawForm(DecisionForm):
    verb = "withdraw"
