"""Planning a session, putting it off, calling it off, and recording what became of it."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from cases.models import Case
from emerald.accounts.models import User
from emerald.govuk.fields import DateField, LongTextField, RadioField, ShortTextField, TimeOfMomentField
from emerald.govuk.forms import VersionedForm
from interventions.notes.forms.files import BringsFiles
from interventions.notes.forms.moment import AsksMoment
from interventions.notes.models.rules import why_not_plan, why_not_plan_for
from interventions.planned.models import PlannedSession
from interventions.sessions.forms.session import PLACES, SessionForm
from interventions.sessions.models.attendance import CancelledBy
from interventions.sessions.models.work import Work
from interventions.timescales import PLANNED_AHEAD


def tomorrow() -> date:
    return timezone.localdate() + timedelta(days=1)


def latest_day() -> date:
    return timezone.localdate() + PLANNED_AHEAD


class MomentForm(AsksMoment, VersionedForm):
    """Asks for a day and a time to come of `case`; answered, `moment` is both in one."""

    day = DateField(
        "What day is it planned for?",
        called="The day it is planned for",
        initial=tomorrow,
        required="Enter the day it is planned for",
        not_before_today=True,
        not_after=latest_day,
        error_messages={"too_late": "A session can be planned for up to a year ahead"},
    )
    time = TimeOfMomentField(
        "What time does it start?", called="The time it starts", required="Enter the time it starts"
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case = case

    @property
    def places(self) -> list[str]:
        """The places used in this case before, and in no other."""
        return self.case.sessions.places()

    def clean(self) -> dict[str, Any]:
        answers = super().clean()
        if moment := self.moment_asked:
            self.moment = moment
            self.refuse_moment(why_not_plan_for(self.case, moment))
        return answers


class PlanForm(MomentForm):
    place = ShortTextField(
        "Where will it be?",
        called="The place",
        required="Enter where the session will be",
        limit=160,
        hint="For example, at school, at home or in a café",
        widget=forms.TextInput(attrs={"list": PLACES}),
    )
    work = RadioField("What is it for?", choices=Work.choices, required="Select what the session is for")
    aims = LongTextField("What is it meant to achieve?", called="What it is meant to achieve", required=False, rows=3)

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, case=case, **kwargs)
        del self.fields["version"]
        self.obstacles = why_not_plan(case)

    def save(self, *, by: User) -> bool:
        told = {name: self.cleaned_data[name] for name in ("place", "work", "aims")}
        return self.attempt(PlannedSession.plan, case=self.case, by=by, planned_for=self.moment, **told)


class PutOffForm(MomentForm):
    because = LongTextField(
        "Why was it put off?",
        called="Why it was put off",
        rows=3,
        required="Enter why it was put off",
        hint="For example, that the child asked for another day",
    )

    def __init__(self, *args: Any, planned: PlannedSession, **kwargs: Any) -> None:
        at = timezone.localtime(planned.planned_for)
        super().__init__(*args, case=planned.case, initial={"time": at.time(), "version": planned.version}, **kwargs)
        self.fields["day"].label, self.fields["time"].label = "What day is it put off to?", "What time will it start?"
        self.planned, self.obstacles = planned, planned.why_not_resolve() or why_not_plan(planned.case)

    def save(self, *, by: User) -> bool:
        return self.attempt(
            self.planned.put_off,
            by=by,
            to=self.moment,
            because=self.cleaned_data["because"],
            version=self.cleaned_data["version"],
        )


class CallOffForm(VersionedForm):
    called_off_by = RadioField("Who called it off?", choices=CancelledBy.choices, required="Select who called it off")
    because = LongTextField(
        "Why, and what was done about it?",
        called="Why it was called off",
        rows=4,
        required="Enter why it was called off and what was done about it",
    )

    def __init__(self, *args: Any, planned: PlannedSession, **kwargs: Any) -> None:
        super().__init__(*args, initial={"version": planned.version}, **kwargs)
        self.planned, self.obstacles = planned, planned.why_not_resolve()

    def save(self, *, by: User) -> bool:
        return self.attempt(self.planned.call_off, by=by, **self.cleaned_data)


def filled_from(planned: PlannedSession) -> dict[str, Any]:
    """What a form for recording proposes, from the plan; a day still to come is not proposed."""
    at = timezone.localtime(planned.planned_for)
    return {
        "day": min(at.date(), timezone.localdate()),
        "time": at.time(),
        "place": planned.place,
        "work": planned.work,
        "aims": planned.aims,
    }


class PlannedForm(SessionForm):
    """Recording what became of a planned session: the form for any session, filled from the plan."""

    def __init__(self, *args: Any, planned: PlannedSession, **kwargs: Any) -> None:
        super().__init__(*args, case=planned.case, initial=filled_from(planned), **kwargs)
        self.planned = planned
        self.obstacles = planned.why_not_resolve() or self.obstacles

    def save(self, *, by: User) -> bool:
        return self.attempt(self.planned.record, by=by, **self.written)


class PlannedWithFilesForm(BringsFiles, PlannedForm):
    """What became of a planned session."""
