"""Saying that a measure or a breach was recorded by mistake, and the second person's answer."""

from typing import Any

from emerald.accounts.models import User
from emerald.govuk.fields import LongTextField
from emerald.govuk.forms import VersionedForm
from perpetrators.forms.measures.children import NO_NAME
from perpetrators.forms.two_people import SecondPersonsAnswer
from perpetrators.models import Breach, Measure, Mistake


class SayMistakenForm(VersionedForm):
    reason = LongTextField(
        "Why is it a mistake?",
        called="Why it is a mistake",
        rows=3,
        limit=300,
        required="Enter why it is a mistake",
        hint=f"For example, recorded twice, or about somebody else. {NO_NAME}",
    )

    def __init__(self, *args: Any, measure: Measure, breach: Breach | None = None, **kwargs: Any) -> None:
        super().__init__(*args, initial={"version": measure.version}, **kwargs)
        self.measure, self.breach = measure, breach

    def save(self, *, by: User) -> bool:
        return self.attempt(Mistake.say, measure=self.measure, breach=self.breach, by=by, **self.cleaned_data)


class DecideMistakeForm(SecondPersonsAnswer, VersionedForm):
    def __init__(self, *args: Any, mistake: Mistake, **kwargs: Any) -> None:
        super().__init__(*args, initial={"version": mistake.measure.version}, **kwargs)
        self.mistake = mistake

    def save(self, *, by: User) -> bool:
        return self.attempt(self.mistake.decide, by=by, **self.cleaned_data)
