"""Asking that a merge is undone, and the second person's answer."""

from typing import Any

from emerald.accounts.models import User
from emerald.govuk.fields import LongTextField, YesNoField
from emerald.govuk.forms import VersionedForm
from perpetrators.models import Merge, Undoing

NO_CHILD = "Do not name a child: everybody who may see the person reads this"


class AskUndoingForm(VersionedForm):
    reason = LongTextField(
        "How do you know that they are two people?",
        called="How you know",
        rows=3,
        limit=300,
        required="Enter how you know that they are two people",
        hint=NO_CHILD,
    )

    def __init__(self, *args: Any, merge: Merge, **kwargs: Any) -> None:
        super().__init__(*args, initial={"version": merge.kept.version}, **kwargs)
        self.merge = merge

    def save(self, *, by: User) -> bool:
        return self.attempt(Undoing.ask, merge=self.merge, by=by, **self.cleaned_data)


class DecideUndoingForm(VersionedForm):
    agrees = YesNoField(
        "Are they two people?",
        required="Select whether they are two people",
        yes="Yes, undo the merge",
        no="No, they stay one record",
    )
    because = LongTextField(
        "What do you base this on?",
        called="What you base this on",
        rows=3,
        limit=300,
        required=False,
        hint=f"Needed when you say no. {NO_CHILD}",
    )

    def __init__(self, *args: Any, undoing: Undoing, **kwargs: Any) -> None:
        super().__init__(*args, initial={"version": undoing.merge.kept.version}, **kwargs)
        self.undoing = undoing

    def save(self, *, by: User) -> bool:
        return self.attempt(self.undoing.decide, by=by, **self.cleaned_data)
