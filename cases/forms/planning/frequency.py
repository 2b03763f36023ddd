"""How often, for one status and level of risk."""

from typing import Any

from cases.models.planning.frequency import Frequency
from cases.timescales import LONGEST_FREQUENCY
from emerald.accounts.models import User
from emerald.govuk.fields import LongTextField, WholeNumberField
from emerald.govuk.forms import VersionedForm

DAYS = {
    "review_days": "Days from one review to the next",
    "seen_days": "Days from seeing the child to seeing them again",
    "supervision_days": "Days from one supervision to the next",
}


class FrequencyForm(VersionedForm):
    review_days, seen_days, supervision_days = (
        WholeNumberField(
            question,
            required="Enter a number of days",
            min_value=1,
            max_value=LONGEST_FREQUENCY,
            error_messages={
                "min_value": "Enter at least 1 day: never is not a frequency",
                "max_value": f"Enter at most {LONGEST_FREQUENCY} days",
            },
        )
        for question in DAYS.values()
    )
    because = LongTextField(
        "Why does this change?",
        called="Why",
        rows=3,
        required="Enter why this changes",
        hint="For example, the panel's decision and its date",
    )

    def __init__(self, *args: Any, frequency: Frequency, **kwargs: Any) -> None:
        now = {name: getattr(frequency, name) for name in DAYS}
        super().__init__(*args, initial={**now, "version": frequency.version}, **kwargs)
        self.frequency = frequency

    def save(self, *, by: User) -> bool:
        return self.attempt(self.frequency.change, by=by, **self.cleaned_data)
