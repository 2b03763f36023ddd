"""Asking about a connection one cannot open, and answering."""

from typing import Any

from emerald.accounts.models import User
from emerald.govuk.fields import LongTextField, RadioField, YesNoField
from emerald.govuk.forms import GovukForm
from perpetrators.models import ConnectionFound, ConnectionRequest
from perpetrators.models.connections.found import Outcome


class AskForm(GovukForm):
    why = LongTextField(
        "Why do you ask, and what do you want to know?",
        called="Why you ask",
        rows=4,
        limit=2_000,
        required="Enter why you ask",
        hint="Whoever answers reads this with your name. Do not name a child: they may not see them",
    )

    def __init__(self, *args: Any, record: Any, key: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.record, self.key = record, key

    def save(self, *, by: User) -> bool:
        return self.attempt(ConnectionRequest.ask, by=by, record=self.record, key=self.key, **self.cleaned_data)


class AnswerForm(GovukForm):
    answer = LongTextField(
        "What can you tell them?",
        called="Your answer",
        rows=5,
        limit=4_000,
        required="Enter what you can tell them, or why you cannot",
        hint="They read this with your name. Write only what they may know",
    )
    shares = YesNoField(
        "Do you tell them which record it is?",
        required="Select whether you tell them which record it is",
        yes="Yes, tell them its reference",
        no="No, only what I wrote",
    )

    def __init__(self, *args: Any, reply: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reply = reply

    def save(self, *, by: User) -> bool:
        return self.attempt(self.reply.give, by=by, **self.cleaned_data)


class DecideForm(GovukForm):
    outcome = RadioField(
        "Do you tell the person who saved it?",
        choices=Outcome.choices,
        required="Select whether you tell the person who saved it",
    )
    answer = LongTextField(
        "What do you tell them, or why do you tell them nothing?",
        called="What you tell them",
        rows=5,
        limit=4_000,
        required="Enter what you tell them, or why you tell them nothing",
        hint="They read this with your name only if you chose to tell them. Write only what they may know",
    )

    def __init__(self, *args: Any, found: ConnectionFound, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found = found

    def save(self, *, by: User) -> bool:
        return self.attempt(self.found.decide, by=by, **self.cleaned_data)
