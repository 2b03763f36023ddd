"""Recording advice given to another professional."""

from typing import Any

from django import forms
from django.utils import timezone

from cases.models import Case
from emerald.accounts.models import User
from emerald.accounts.permissions import Right
from emerald.govuk.fields import DateField, LongTextField, RadioField, RowField, ShortTextField, TimeOfMomentField
from emerald.govuk.forms import GovukForm
from interventions.consultations.models import Advice, Consultation
from interventions.notes.forms.moment import AsksMoment


class ConsultationForm(AsksMoment, GovukForm):
    to_name = ShortTextField("Who asked you?", called="The name", required="Enter who asked you", limit=120)
    to_role = ShortTextField("What is their job?", called="The job", required=False, limit=120)
    to_agency = ShortTextField(
        "Which agency?",
        called="The agency",
        required="Enter the agency",
        limit=160,
        hint="For example, a school, the locality team or a GP surgery",
    )
    day = DateField(
        "When did you advise them?",
        called="The day",
        required="Enter the day",
        not_after_today=True,
        initial=timezone.localdate,
    )
    time = TimeOfMomentField("What time was it?", called="The time", required="Enter the time")
    team = RowField(
        "For which of your teams?",
        queryset=None,
        required="Select the team",
        widget=forms.RadioSelect,
        empty_label=None,
    )
    kind = RadioField("What was it about?", choices=Advice.choices, required="Select what it was about")
    reference = ShortTextField(
        "If the child has a case here, which one?",
        called="The reference",
        required=False,
        limit=16,
        width=20,
        hint="For example, EM-2026-0001. Only a case that you can read",
    )
    question = LongTextField(
        "What did they ask?",
        called="What they asked",
        required="Enter what they asked",
        rows=5,
        hint="Do not name a child who has no case here, unless nobody could understand the advice without it",
    )
    advice = LongTextField("What did you advise?", called="What you advised", required="Enter what you advised", rows=6)
    follow_up = LongTextField("What happens next, and who does it?", called="What happens next", required=False, rows=3)

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        self.fields["team"].queryset = by.teams.order_by("name__in_order")
        if len(teams := list(by.teams)) == 1:
            self.fields["team"].initial = teams[0]

    def clean_reference(self) -> Case | None:
        """The case, or None."""
        reference = self.cleaned_data["reference"].strip().upper()
        if not reference:
            return None
        case = Case.objects.visible_to(self.by, Right.READ_SESSIONS).filter(reference=reference).first()
        if case is None:
            raise forms.ValidationError("No case of that reference is yours to read")
        return case

    def clean(self) -> dict[str, Any]:
        answers = super().clean()
        if given_at := self.moment_asked:
            answers["given_at"] = given_at
            if given_at > timezone.now():
                self.add_error("time", "Advice cannot be in the future")
        return answers

    def save(self, *, by: User) -> bool:
        given = {name: answer for name, answer in self.cleaned_data.items() if name not in {"day", "time", "reference"}}
        return self.attempt(Consultation.give, by=by, case=self.cleaned_data["reference"], **given)
