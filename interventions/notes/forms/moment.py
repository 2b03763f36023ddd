"""What is asked alike wherever something is recorded or planned: when it was, and what is to be done next."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from emerald.clock import NoSuchMoment, moment_of_clock
from emerald.govuk.fields import DateField, ShortTextField
from interventions.notes.models.rules import why_not_next_step


class AsksMoment:
    """For a form that asks for a `day` and a `time`, which are one moment."""

    if TYPE_CHECKING:  # what it needs of the form
        cleaned_data: dict[str, Any]
        errors: Any
        add_error: Any

    @property
    def moment_asked(self) -> datetime | None:
        """Both as one aware datetime; None while one of them is missing or wrong. The hour that the clocks leave out in
        March, or repeat in October, is asked about."""
        day, time = self.cleaned_data.get("day"), self.cleaned_data.get("time")
        if not day or not time:
            return None
        try:
            return moment_of_clock(day, time)
        except NoSuchMoment as why:
            if "time" not in self.errors:
                self.add_error("time", str(why))
            return None

    def refuse_moment(self, sentences: Sequence[str]) -> None:
        """Of several sentences about one moment the first is enough; today only the hour can be wrong."""
        for sentence in sentences[:1]:
            today = self.cleaned_data["day"] == timezone.localdate()
            self.add_error("time" if today else "day", sentence)


def asked_next_step() -> tuple[ShortTextField, DateField]:
    """The fields `next_step` and `next_step_on` of a form that AsksNextStep."""
    step = ShortTextField(
        "What is the next step?",
        called="The next step",
        required=False,
        limit=400,
        hint="What you or somebody else will do now",
    )
    return step, DateField("When should it be done by?", called="The day for the next step", required=False)


class AsksNextStep:
    """For a form that asks for a `next_step` and the day `next_step_on`."""

    if TYPE_CHECKING:  # what it needs of the form
        cleaned_data: dict[str, Any]
        errors: Any
        add_error: Any

    def check_next_step(self, moment: datetime, called: str = "session") -> None:
        """Say what is wrong with the next step after `moment`, unless one of its two answers is wrong by itself."""
        if "next_step" in self.errors or "next_step_on" in self.errors:
            return
        step, day = self.cleaned_data["next_step"], self.cleaned_data["next_step_on"]
        for sentence in why_not_next_step(moment, step, day, called):
            self.add_error("next_step_on" if step else "next_step", sentence)
