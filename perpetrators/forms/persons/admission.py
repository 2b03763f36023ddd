"""Deciding whether the officer of a person of concern is joined to a child's cases, ending that, and asking for it."""

from typing import Any

from emerald.accounts.models import User
from emerald.govuk.fields import LongTextField, YesNoField
from emerald.govuk.forms import GovukForm, VersionedForm
from perpetrators.models import Admission, PersonOfConcern


class DecideForm(GovukForm):
    agrees = YesNoField(
        "May the officer open this child’s cases?",
        required="Select whether the officer may open them",
        yes="Yes, join them",
        no="No, they keep the record without seeing the child",
    )
    because = LongTextField(
        "Why do you decide so?",
        called="Why you decide so",
        rows=3,
        limit=300,
        required="Enter why you decide so",
        hint="The officer reads it when you say no: do not name the child",
    )

    def __init__(self, *args: Any, admission: Admission, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.admission = admission

    def save(self, *, by: User) -> bool:
        verb = self.admission.agree if self.cleaned_data["agrees"] else self.admission.decline
        return self.attempt(verb, by=by, because=self.cleaned_data["because"])


class EndAdmissionForm(GovukForm):
    because = LongTextField("Why does it end?", called="Why it ends", rows=3, limit=300, required="Enter why it ends")

    def __init__(self, *args: Any, admission: Admission, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.admission = admission

    def save(self, *, by: User) -> bool:
        return self.attempt(self.admission.take_back, by=by, because=self.cleaned_data["because"])


class AskForm(VersionedForm):
    why = LongTextField(
        "Why do you need to see them?",
        called="Why you need to see them",
        rows=3,
        limit=300,
        required="Enter why you need to see them",
        hint="The manager of each child’s team reads it with your name: name no child",
    )

    def __init__(self, *args: Any, record: PersonOfConcern, **kwargs: Any) -> None:
        super().__init__(*args, initial={"version": record.version}, **kwargs)
        self.record = record

    def save(self, *, by: User) -> bool:
        return self.attempt(self.record.ask_to_be_admitted, by=by, **self.cleaned_data)
