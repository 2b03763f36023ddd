"""Questions about single entries of the chronology: pinning one, adding an event, taking one back."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from cases.models import Case
from cases.models.chronology.entries import ChronologyEntry
from cases.models.chronology.events import LONGEST, Event, why_not_event, why_not_withdraw
from emerald.accounts.models import User
from emerald.govuk.fields import DateField, LongTextField, SelectField, ShortTextField
from emerald.govuk.forms import GovukForm


class EntryForm(GovukForm):
    """A form about one entry of a case."""

    verb = ""
    obstacles: Sequence[str] = ()

    def __init__(self, *args: Any, case: Case, entry: ChronologyEntry, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case, self.entry = case, entry

    def save(self, *, by: User) -> bool:
        return self.attempt(getattr(self.case, self.verb), entry=self.entry, by=by, **self.cleaned_data)


class PinForm(EntryForm):
    verb = "pin"
    note = ShortTextField(
        "Why does it matter?", limit=200, required=False, hint="Shown beside the pinned entry. Do not name a child."
    )


class UnpinForm(EntryForm):
    verb = "unpin"


class WithdrawEventForm(EntryForm):
    verb = "withdraw_event"
    because = LongTextField(
        "What was wrong with it?",
        limit=400,
        rows=3,
        required="Enter what was wrong with it",
        hint="Both stay in the chronology: what was recorded, and that it was withdrawn, with this "
        "reason. Do not name a child.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.obstacles = why_not_withdraw(self.entry)


class EventForm(GovukForm):
    on = DateField("When did it happen?", not_after_today=True, called="The day", required="Enter the day it happened")
    what = SelectField("What kind of event was it?", choices=Event.choices, required="Select what kind of event it was")
    text = LongTextField(
        "What happened?",
        limit=LONGEST,
        rows=4,
        required="Enter what happened",
        hint="One or two sentences. Everybody who can open the child’s details reads them. Do not name a child.",
    )
    source = ShortTextField(
        "Who or what is your source?",
        limit=200,
        required="Enter where you know it from",
        hint="For example: the school’s letter of 3 March, or the social worker by telephone",
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case, self.obstacles = case, why_not_event(case, timezone.localdate())

    def save(self, *, by: User) -> bool:
        return self.attempt(self.case.record_event, by=by, **self.cleaned_data)
