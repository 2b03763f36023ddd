"""Giving somebody a part in a case, ending it, and ending what is left of it when the case has closed."""

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from cases.models import Case
from cases.models.access.allocation import Allocation, EndReason, Part
from cases.models.access.reading_end import why_not_end_reading, why_not_give_reading_back
from cases.models.access.staffing import colleagues_for
from emerald.accounts.forms.colleagues import ColleagueField
from emerald.accounts.models import User
from emerald.govuk.fields import DateField, LongTextField, RadioField, ShortTextField
from emerald.govuk.forms import VersionedForm

PARTS = {Part.LEAD: "lead", Part.CO_WORKER: "co_worker", Part.LINKED: "linked"}
REASONS = [(one.value, one.label) for one in EndReason if one != EndReason.CASE_CLOSED]


class AllocateForm(VersionedForm):
    part = RadioField(
        "What part will they have?",
        required="Select what part they will have",
        choices=Part.choices,
        hints={
            Part.LEAD: "Takes over from the current lead worker, if there is one",
            Part.LINKED: "CAMHS, police, missing-children coordinator or auditor: sees what their "
            "role allows on this case",
        },
    )
    lead = ColleagueField("Lead worker", queryset=None, required="Select the lead worker")
    co_worker = ColleagueField("Co-worker", queryset=None, required="Select the co-worker")
    linked = ColleagueField("Linked professional", queryset=None, required="Select the professional")
    on = DateField("From when?", required="Enter the day it starts", not_after_today=True, initial=timezone.localdate)
    because = ShortTextField("Why?", required=False)
    hand_over_note = LongTextField(
        "Hand-over note", required=False, rows=4, hint="What the next worker should know on their first day"
    )
    reveals = {"part": {part.value: [name] for part, name in PARTS.items()}}

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, initial={"version": case.version}, **kwargs)
        self.case = case
        for part, name in PARTS.items():
            self.fields[name].queryset = colleagues_for(case.team, part)

    @property
    def worker(self) -> User:
        return self.cleaned_data[PARTS[self.cleaned_data["part"]]]

    def save(self, *, by: User) -> bool:
        facts = {name: self.cleaned_data[name] for name in ("part", "on", "because", "hand_over_note", "version")}
        return self.attempt(self.case.allocate, worker=self.worker, by=by, **facts)


class EndForm(VersionedForm):
    reason = RadioField("Why does it end?", required="Select why it ends", choices=REASONS)
    on = DateField(
        "When did it end?", required="Enter the day it ended", not_after_today=True, initial=timezone.localdate
    )
    note = LongTextField("Hand-over note", required=False, rows=4)

    def __init__(self, *args: Any, case: Case, allocation: Allocation, **kwargs: Any) -> None:
        super().__init__(*args, initial={"version": case.version}, **kwargs)
        self.case, self.allocation = case, allocation

    def save(self, *, by: User) -> bool:
        return self.attempt(self.case.end_allocation, allocation=self.allocation, by=by, **self.cleaned_data)


class ReadingForm(VersionedForm):
    verb: str
    obstacles_to: Callable[[Allocation], list[str]]

    def __init__(self, *args: Any, case: Case, allocation: Allocation, **kwargs: Any) -> None:
        super().__init__(*args, initial={"version": case.version}, **kwargs)
        self.case, self.allocation = case, allocation
        self.obstacles = self.obstacles_to(allocation)

    def save(self, *, by: User) -> bool:
        return self.attempt(getattr(self.case, self.verb), allocation=self.allocation, by=by, **self.cleaned_data)


class EndReadingForm(ReadingForm):
    verb, obstacles_to = "end_reading", staticmethod(why_not_end_reading)
    because = ShortTextField(
        "Why can they no longer read it?", limit=300, required="Enter why they can no longer read it"
    )


class GiveReadingBackForm(ReadingForm):
    verb, obstacles_to = "give_reading_back", staticmethod(why_not_give_reading_back)
    because = ShortTextField("Why is it given back?", limit=300, required="Enter why it is given back")
