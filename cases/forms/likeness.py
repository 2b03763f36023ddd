"""What a manager decides about two records that may be of one child."""

from typing import Any

from cases.models import Likeness
from emerald.accounts.models import User
from emerald.govuk.fields import LongTextField, RadioField
from emerald.govuk.forms import GovukForm


class LikenessForm(GovukForm):
    outcome = RadioField("What is it?", required="Select what it is")
    because = LongTextField(
        "How do you know?",
        called="How you know",
        rows=4,
        limit=2_000,
        required="Enter how you know",
        hint="Only managers of the two records read this. Do not name a child",
    )

    def __init__(self, *args: Any, likeness: Likeness, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.likeness = likeness
        self.fields["outcome"].choices = [(one.value, one.label) for one in likeness.choices]

    def save(self, *, by: User) -> bool:
        return self.attempt(self.likeness.decide, by=by, **self.cleaned_data)
