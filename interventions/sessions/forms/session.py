"""Recording a session with a child, held or not."""

from typing import Any

from django import forms
from django.utils import timezone

from cases.models import Case
from emerald.accounts.models import User
from emerald.govuk.fields import (
    DateField,
    LongTextField,
    RadioField,
    ShortTextField,
    TimeOfMomentField,
    WholeNumberField,
    YesNoField,
)
from emerald.govuk.forms import GovukForm
from interventions.notes.forms.files import BringsFiles
from interventions.notes.forms.moment import AsksMoment, AsksNextStep, asked_next_step
from interventions.notes.models.rules import earliest_day_in_time, why_not_at, why_not_record, why_not_so_late
from interventions.sessions.models.attendance import Attendance, CancelledBy
from interventions.sessions.models.session import Session
from interventions.sessions.models.work import Work
from interventions.timescales import WRITTEN_UP_WITHIN

PLACES = "places-used"  # the id of the datalist the page brings
HELD = ["child_seen_alone", "what_happened", "childs_words", "others_present", "length_minutes"]
NOT_FIELDS = {"day", "time", "why_cancelled", "why_missed"}  # questions whose answers are kept under other names


class SessionForm(AsksMoment, AsksNextStep, GovukForm):
    """Facts first, then what happened, then the child's own words and what the worker thinks, each apart
    (DOMAIN.md section 2.6)."""

    day = DateField(
        "When was the session?",
        called="The day of the session",
        required="Enter the day of the session",
        not_after_today=True,
        initial=timezone.localdate,
    )
    time = TimeOfMomentField(
        "What time did it start?", called="The time it started", required="Enter the time it started"
    )
    place = ShortTextField(
        "Where was it?",
        called="The place",
        required="Enter where the session was",
        limit=160,
        hint="For example, at school, at home or in a café",
        widget=forms.TextInput(attrs={"list": PLACES}),
    )
    work = RadioField("What was it for?", choices=Work.choices, required="Select what the session was for")
    attendance = RadioField(
        "Did it take place?",
        choices=Attendance.choices,
        initial=Attendance.HELD.value,
        required="Select whether the session took place",
    )
    child_seen_alone = YesNoField("Did you see the child alone?", required="Select whether you saw the child alone")
    what_happened = LongTextField(
        "What happened?",
        called="What happened",
        required="Enter what happened",
        rows=8,
        hint="What you saw and heard; what you think about it has a place of its own below",
    )
    childs_words = LongTextField(
        "What did the child say, in their own words?",
        called="What the child said",
        rows=5,
        required=False,
        hint="Write down the words as they were said",
    )
    others_present = ShortTextField("Who else was there?", called="Who else was there", required=False, limit=400)
    length_minutes = WholeNumberField(
        "How many minutes did it last?", called="The number of minutes", required=False, min_value=1, max_value=1440
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
        hint="For example, that you rang, and what would make the next session easier",
    )
    aims = LongTextField("What was it meant to achieve?", called="What it was meant to achieve", required=False, rows=3)
    analysis = LongTextField(
        "What do you think about it?",
        called="What you think",
        required=False,
        rows=4,
        hint="Your view of what this means for the child. It is shown apart from what happened",
    )
    next_step, next_step_on = asked_next_step()
    late_reason = LongTextField(
        "If you are recording this late, why?",
        called="Why it is recorded late",
        rows=2,
        required=False,
        hint=f"Needed when the session was more than {WRITTEN_UP_WITHIN} working days ago",
    )
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
        ask_only_when_late(self)

    @property
    def places(self) -> list[str]:
        """The places used in this case before, and in no other."""
        return self.case.sessions.places()

    def clean(self) -> dict[str, Any]:
        answers = super().clean()
        if held_at := self.moment_asked:
            answers["held_at"] = held_at
            if wrong := why_not_at(self.case, held_at):
                self.refuse_moment(wrong)
            else:
                self._check_against_day(answers)
        return answers

    def _check_against_day(self, answers: dict[str, Any]) -> None:
        if "late_reason" not in self.errors:
            for sentence in why_not_so_late(answers["held_at"], answers["late_reason"]):
                self.add_error("late_reason", sentence)
        self.check_next_step(answers["held_at"])

    @property
    def written(self) -> dict[str, Any]:
        """What was answered, as `Session.record` takes it."""
        answers = self.cleaned_data
        written = {name: answer for name, answer in answers.items() if name not in NOT_FIELDS}
        if answers["attendance"] != Attendance.HELD:
            written["child_seen_alone"] = None
        written["why_not_held"] = answers["why_cancelled"] or answers["why_missed"]
        return written

    def save(self, *, by: User) -> bool:
        return self.attempt(Session.record, case=self.case, by=by, **self.written)


def ask_only_when_late(form: GovukForm) -> None:
    """Tell the page's script before which `day` the question `late_reason` is to be asked; without it, it always is."""
    form.fields["late_reason"].widget.attrs |= {
        "data-late-before": earliest_day_in_time().isoformat(),
        "data-late-day": form["day"].auto_id,
    }


class SessionWithFilesForm(BringsFiles, SessionForm):
    """A session nobody had planned here."""
