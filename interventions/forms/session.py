"""Recording a session with a child, and what came of its next step."""

from datetime import datetime

from django import forms
from django.utils import timezone

from emerald.govuk.fields import DateField, LongTextField, RadioField, ShortTextField, TimeField, YesNoField
from emerald.govuk.forms import GovukForm
from interventions.models.rules import why_next_step_does_not_fit, why_not_at, why_not_record
from interventions.models.session import Session, Work

PLACES = "places-used"  # the id of the datalist the page brings


class SessionForm(GovukForm):
    """Facts first, then what happened, then the child's own words apart from it (DOMAIN.md section 2.6)."""

    day = DateField("When was the session?", called="The day of the session", required="Enter the day of the session",
                    not_after_today=True, initial=timezone.localdate)
    time = TimeField("What time did it start?", called="The time it started", required="Enter the time it started")
    place = ShortTextField("Where was it?", called="The place", required="Enter where the session was", limit=160,
                           hint="For example, at school, at home or in a café",
                           widget=forms.TextInput(attrs={"list": PLACES, "autocomplete": "off"}))
    work = RadioField("What was it for?", choices=Work.choices, required="Select what the session was for")
    child_seen_alone = YesNoField("Did you see the child alone?", required="Select whether you saw the child alone")
    what_happened = LongTextField("What happened?", called="What happened", required="Enter what happened", rows=8,
                                  hint="Keep what you saw and heard apart from what you think about it")
    childs_words = LongTextField("What did the child say, in their own words?", called="What the child said", rows=5,
                                 required=False, hint="Write down the words as they were said")
    next_step = ShortTextField("What is the next step?", called="The next step", required=False, limit=400,
                               hint="What you or somebody else will do now")
    next_step_on = DateField("When should it be done by?", called="The day for the next step", required=False)

    def __init__(self, *args, case, **kwargs):
        super().__init__(*args, **kwargs)
        self.case = case
        self.obstacles = why_not_record(case)

    @property
    def places(self):
        """The places used in this case before, and in no other."""
        return self.case.sessions.places()

    def clean(self):
        answers = super().clean()
        day, time = answers.get("day"), answers.get("time")
        if day and time:
            answers["held_at"] = timezone.make_aware(datetime.combine(day, time))
            # Of two sentences about one moment the first is enough; today only the hour can be wrong.
            for sentence in why_not_at(self.case, answers["held_at"])[:1]:
                self.add_error("time" if day == timezone.localdate() else "day", sentence)
            self._check_next_step(answers)
        return answers

    def _check_next_step(self, answers):
        if "next_step" in self.errors or "next_step_on" in self.errors:
            return
        next_step, by_when = answers["next_step"], answers["next_step_on"]
        for sentence in why_next_step_does_not_fit(answers["held_at"], next_step, by_when):
            self.add_error("next_step_on" if next_step else "next_step", sentence)

    def save(self, *, by):
        written = {name: answer for name, answer in self.cleaned_data.items() if name not in {"day", "time"}}
        return self.attempt(Session.record, case=self.case, by=by, **written)


class NextStepForm(GovukForm):
    on = DateField("When was it done?", called="The day it was done", required="Enter the day it was done",
                   not_after_today=True, initial=timezone.localdate)
    outcome = LongTextField("What came of it?", called="What came of it", required="Enter what came of it", rows=4)

    def __init__(self, *args, session, **kwargs):
        super().__init__(*args, **kwargs)
        self.session = session
        self.obstacles = session.why_not_finish()

    def clean_on(self):
        on = self.cleaned_data["on"]
        if on < self.session.held_on:
            raise forms.ValidationError("The day it was done cannot be before the session")
        return on

    def save(self, *, by):
        return self.attempt(self.session.finish_next_step, by=by, **self.cleaned_data)
