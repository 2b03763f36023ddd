"""Putting a reminder off."""

from typing import Any

from emerald.accounts.models import User
from emerald.govuk.fields import DateField, ShortTextField
from emerald.govuk.forms import GovukForm
from emerald.reminders.models import Notice


class SnoozeForm(GovukForm):
    until = DateField("When should it come again?", required="Enter the day on which it should come again")
    because = ShortTextField(
        "Why do you put it off?",
        limit=300,
        required="Enter why you put it off",
        hint="Kept with the reminder. Do not write the child’s name.",
    )

    def __init__(self, *args: Any, notice: Notice, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.notice = notice

    def save(self, *, by: User) -> bool:
        return self.attempt(self.notice.snooze, by=by, **self.cleaned_data)
