"""A quick note: a session recorded on a phone straight after it, with the fewest questions of a whole record."""

from datetime import time
from typing import Any

from django import forms
from django.utils import timezone

from cases.models import Case
from emerald.accounts.models import User
from emerald.govuk.fields import DateField, LongTextField, RadioField, ShortTextField, TimeOfMomentField, YesNoField
from emerald.govuk.forms import GovukForm
from interventions.notes.forms.moment import AsksMoment
from interventions.notes.models.rules import why_not_at, why_not_record, why_not_so_late
from interventions.sessions.forms.session import PLACES
from interventions.sessions.models.attendance import Attendance, CancelledBy
from interventions.sessions.models.session import Session
from interventions.sessions.models.work import Work

HELD = ["child_seen_alone", "what_happened", "childs_words"]
ON_THE_FULL_PAGE = "To say why it is late, use “Record a session” instead. What you typed stays under “Unfinished”."


def this_minute() -> time:
    """The moment the page was opened, not the moment it could be sent: the network may come back an hour later."""
    return timezone.localtime().replace(second=0, microsecond=0).time()


class QuickNoteForm(AsksMoment, GovukForm):
    work = RadioField("What was it for?", choices=Work.choices, required="Select what the session was for")
    attendance = RadioField(
        "Did it take place?", choices=Attendance.choices, required="Select whether the session took place"
    )
    child_seen_alone = YesNoField("Did you see the child alone?", required="Select whether you saw the child alone")
    what_happened = LongTextField(
        "What happened?",
        called="What happened",
        required="Enter what happened",
        rows=10,
        hint="Type or dictate. Leave what you think about it for later",
    )
    childs_words = LongTextField(
        "What did the child say, in their own words?",
        called="What the child said",
        rows=4,
        required=False,
        hint="Write down the words as they were said",
    )
    cancelled_by = RadioField("Who cancelled it?", choices=CancelledBy.choices, required="Select who cancelled it")
    why_cancelled = LongTextField(
        "Why, and what was done about it?",
        called="Why it was cancelled",
        rows=4,
        required="Enter why it was cancelled and what was done about it",
    )
    why_missed = LongTextField(
        "What is known of why, and what was done about it?",
        called="What was done",
        rows=4,
        required="Enter what was done about it",
    )
    place = ShortTextField(
        "Where was it?",
        called="The place",
        required="Enter where the session was",
        limit=160,
        widget=forms.TextInput(attrs={"list": PLACES}),
    )
    day = DateField(
        "When was it?",
        called="The day of the session",
        required="Enter the day of the session",
        not_after_today=True,
        initial=timezone.localdate,
        hint="Today, unless you change it",
    )
    time = TimeOfMomentField(
        "What time did it start?",
        called="The time it started",
        required="Enter the time it started",
        initial=this_minute,
        hint="The time you opened this page, unless you change it",
    )
    next_step = ShortTextField("What is the next step?", called="The next step", required=False, limit=400)
    reveals = {
        "attendance": {
            Attendance.HELD.value: HELD,
            Attendance.MISSED.value: ["why_missed"],
            Attendance.CANCELLED.value: ["cancelled_by", "why_cancelled"],
        }
    }

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case = case
        self.obstacles = why_not_record(case)

    @property
    def places(self) -> list[str]:
        """The places used in this case before, and in no other."""
        return self.case.sessions.places()

    def clean(self) -> dict[str, Any]:
        answers = super().clean()
        if held_at := self.moment_asked:
            answers["held_at"] = held_at
            late = [f"{sentence} {ON_THE_FULL_PAGE}" for sentence in why_not_so_late(held_at, "")]
            self.refuse_moment(why_not_at(self.case, held_at) or late)
        return answers

    def save(self, *, by: User) -> bool:
        answers = self.cleaned_data
        held = answers["attendance"] == Attendance.HELD
        return self.attempt(
            Session.record,
            case=self.case,
            by=by,
            child_seen_alone=answers["child_seen_alone"] if held else None,
            why_not_held=answers["why_cancelled"] or answers["why_missed"],
            **{
                name: answers[name]
                for name in (
                    "held_at",
                    "place",
                    "work",
                    "attendance",
                    "what_happened",
                    "childs_words",
                    "cancelled_by",
                    "next_step",
                )
            },
        )
