"""The second person's answer about a link or a step of the law."""

from typing import Any

from emerald.accounts.models import User
from perpetrators.forms.two_people import SecondPersonsAnswer
from perpetrators.models import PersonMistake


class DecidePersonMistakeForm(SecondPersonsAnswer):
    def __init__(self, *args: Any, mistake: PersonMistake, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.mistake = mistake

    def save(self, *, by: User) -> bool:
        return self.attempt(self.mistake.decide, by=by, **self.cleaned_data)
