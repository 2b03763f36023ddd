"""The questions of each step of a measure. Every form knows the verb it asks for (`verb`)."""

from typing import Any

from emerald.accounts.forms.colleagues import ColleagueField
from emerald.accounts.models import User
from emerald.accounts.permissions import Right, SiteRight
from emerald.govuk.fields import DateField, LongTextField, RadioField, RowsField, ShortTextField, TickField, YesNoField
from emerald.words import day_in_words
from perpetrators.forms.measures.bail import (
    EnterHospitalForm,
    ExtendBailForm,
    LeaveHospitalForm,
    SetReturnForm,
    StopClockForm,
    TakeUpClockForm,
)
from perpetrators.forms.measures.children import NO_NAME
from perpetrators.forms.measures.days import CorrectDaysForm, CorrectInterimDaysForm, LookAtForm
from perpetrators.forms.measures.facts import facts_of, initial_of, with_facts
from perpetrators.forms.measures.making import GrantForm
from perpetrators.forms.measures.step import StepForm
from perpetrators.forms.measures.varying import ExtendHoursForm, VaryForm
from perpetrators.models import Measure


class ApplyForm(StepForm):
    verb = "apply"
    applicant_class = RadioField("Who applies?", required=False)
    applicant = ShortTextField("Name of the applicant", limit=160, required=False)
    decided_by = ShortTextField(
        "Who decides?",
        called="Who decides",
        limit=160,
        required=False,
        hint="A court, an inspector, a licensing authority",
    )

    def __init__(self, *args: Any, measure: Measure, **kwargs: Any) -> None:
        super().__init__(*args, measure=measure, initial={"applicant": measure.applicant}, **kwargs)
        if len(measure.row.applicants) > 1:
            self.fields["applicant_class"].choices = measure.row.applicants
        else:
            del self.fields["applicant_class"]


class GrantStep(GrantForm):
    verb = "grant"

    @classmethod
    def of(cls, measure: Measure) -> type:
        facts = [fact for fact in measure.row.facts if fact.name not in measure.row.service_facts]
        return with_facts(cls, facts)

    def __init__(self, *args: Any, measure: Measure, **kwargs: Any) -> None:
        super().__init__(*args, measure=measure, initial=initial_of(measure), **kwargs)


class ServeForm(StepForm):
    verb = "serve"
    served_how = ShortTextField(
        "How was it served?",
        called="How it was served",
        required="Enter how it was served",
        hint="For example, by hand at the police station",
    )
    served_by = ShortTextField("Who served it?", called="Who served it", limit=160, required=False)

    @classmethod
    def of(cls, measure: Measure) -> type:
        row = measure.row
        return with_facts(cls, [fact for name in row.service_facts if (fact := row.fact(name))], needed=False)

    def facts(self) -> dict[str, Any]:
        answers = self.cleaned_data
        return {name: answers[name] for name in ("on", "note", "version", "served_how", "served_by")} | {
            "facts": facts_of(answers)
        }


class ExtendForm(StepForm):
    verb = "extend"
    ends_on = DateField("New last day", required="Enter the new last day")

    @classmethod
    def of(cls, measure: Measure) -> Any:
        if measure.row.more_hours:
            return ExtendHoursForm
        return ExtendBailForm if measure.row.has_stages else cls


class EndForm(StepForm):
    """Refused, or withdrawn: the reason stands with it."""

    note = LongTextField("Why?", called="Why", rows=4, required="Enter why", hint=NO_NAME)


class RefuseForm(EndForm):
    verb = "refuse"


class WithdrawForm(EndForm):
    verb = "withdraw"


class DischargeForm(EndForm):
    verb = "discharge"
    consent = TickField("The person and the police both agreed", required=False)

    def __init__(self, *args: Any, measure: Measure, **kwargs: Any) -> None:
        super().__init__(*args, measure=measure, **kwargs)
        early = measure.row.discharge_needs_consent
        if early is None or measure.is_interim:
            del self.fields["consent"]
        else:
            last = day_in_words(early.last_day_from(measure.made_on)) if measure.made_on else ""
            self.fields["consent"].help_text = f"Needed until {last}" if last else ""


class ReviewForm(StepForm):
    verb = "review"
    review_on = DateField("When should it be looked at again?", called="The next day to look at it", required=False)
    note = LongTextField(
        "What was looked at, and why does it stay?",
        called="What was looked at",
        rows=4,
        required="Enter what was looked at and why it stays",
        hint=NO_NAME,
    )

    def __init__(self, *args: Any, measure: Measure, **kwargs: Any) -> None:
        super().__init__(*args, measure=measure, **kwargs)
        every = measure.row.review_every
        self.fields["review_on"].help_text = f"If left empty: {every} later" if every else ""


class ProtectForm(StepForm):
    verb = "protect"
    children = RowsField(
        "Which children does it protect too?",
        called="The children",
        queryset=None,
        required="Select at least one child",
        hint="Children linked to this record whom you may see. Link another child first",
    )

    def __init__(self, *args: Any, measure: Measure, **kwargs: Any) -> None:
        super().__init__(*args, measure=measure, **kwargs)
        visible = measure.scope.children(Right.READ_SUSPECTS).exclude(protected_by__measure=measure)
        if measure.person:
            visible = visible.filter(suspect_links__person=measure.person, suspect_links__ended_at=None)
        asked = self.fields["children"]
        asked.queryset = visible.distinct().by_given_names()
        asked.label_from_instance = lambda child: f"{child.name}, {child.age_and_birth}"


class ChangeForm(StepForm):
    """What was recorded wrongly or is known only now. Days and lengths change by steps of their own."""

    verb = "put_right"
    SAID = (
        "applicant",
        "authoriser",
        "decided_by",
        "order_ref",
        "crime_ref",
        "review_on",
        "childs_view_considered",
        "childs_view",
    )
    applicant = ShortTextField("Who applied", limit=160, required=False)
    authoriser = ShortTextField("Who authorised it", limit=160, required=False)
    decided_by = ShortTextField("Who decided", limit=160, required=False)
    order_ref = ShortTextField("Reference of the order or notice", limit=80, required=False)
    crime_ref = ShortTextField("Crime reference", limit=80, required=False)
    review_on = DateField("Next review", required=False)
    childs_view_considered = YesNoField("Was the child’s view considered?", required=False)
    childs_view = LongTextField("What does the child think, or why were they not asked?", rows=3, required=False)
    officer = ColleagueField(
        "Which police liaison officer is responsible for it?", queryset=None, required=False, empty_label="As before"
    )

    @classmethod
    def of(cls, measure: Measure) -> type:
        row = measure.row
        return with_facts(cls, [fact for fact in row.facts if fact.name not in row.fixed_facts], needed=False)

    def __init__(self, *args: Any, measure: Measure, **kwargs: Any) -> None:
        initial = {name: getattr(measure, name) for name in self.SAID} | initial_of(measure)
        super().__init__(*args, measure=measure, initial=initial | {"officer": measure.officer_id}, **kwargs)
        del self.fields["on"]
        officers = User.objects.with_site_right(SiteRight.KEEP_REGISTER)
        self.fields["officer"].queryset = officers.order_by("name__in_order")

    def facts(self) -> dict[str, Any]:
        answers = self.cleaned_data
        return {name: answers[name] for name in (*self.SAID, "officer") if name in answers} | {
            "note": answers["note"],
            "version": answers["version"],
            "facts": facts_of(answers),
        }


STEPS = {
    "apply": ("Apply for it", "Applied for", ApplyForm),
    "grant": ("It was made", "Recorded as made", GrantStep),
    "serve": ("It was served", "Recorded as served", ServeForm),
    "vary": ("It was varied", "Recorded as varied", VaryForm),
    "extend": ("It was extended", "Recorded as extended", ExtendForm),
    "set_return": ("Set another day of return", "Another day of return was set", SetReturnForm),
    "stop_clock": ("The clock stopped for a charging decision", "The clock stands still", StopClockForm),
    "take_up_clock": ("The prosecution asked for more", "The clock runs again", TakeUpClockForm),
    "enter_hospital": ("In hospital as an in-patient", "The days in hospital were recorded", EnterHospitalForm),
    "leave_hospital": ("Left hospital", "Recorded that the person left hospital", LeaveHospitalForm),
    "review": ("Review it", "The review was recorded", ReviewForm),
    "discharge": ("It was discharged", "Recorded as discharged", DischargeForm),
    "refuse": ("It was refused", "Recorded as refused", RefuseForm),
    "withdraw": ("It was withdrawn", "Recorded as withdrawn", WithdrawForm),
    "protect": ("Protect a child by name", "The children are protected by name", ProtectForm),
    "put_right": ("Correct the details", "The details were corrected", ChangeForm),
    "correct_days": ("Correct the days", "The days were corrected", CorrectDaysForm),
    "correct_interim_days": (
        "Correct the days of the interim order",
        "The days of the interim order were corrected",
        CorrectInterimDaysForm,
    ),
    "look_at": ("Say that you looked at it", "Noted", LookAtForm),
}
