"""Marking a session or a contact as recorded in error."""

from typing import Any

from emerald.accounts.models import User
from emerald.govuk.fields import LongTextField
from emerald.govuk.forms import GovukForm
from interventions.notes.models.locked import Locked
from interventions.notes.models.struck_out import strike_out, why_not_strike_out


class StrikeOutForm(GovukForm):
    """Marks `note` as recorded in error. `by` would do so, with the rights of the note's case from its door."""

    because = LongTextField(
        "Why was it recorded in error?",
        called="Why it was recorded in error",
        rows=4,
        required="Enter why it was recorded in error",
        hint="For example, that it was another child, or that it was recorded twice",
    )

    def __init__(self, *args: Any, note: Locked, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.note, self.obstacles = note, why_not_strike_out(note, by, note.case.rights)

    def save(self, *, by: User) -> bool:
        return self.attempt(strike_out, note=self.note, by=by, **self.cleaned_data)
