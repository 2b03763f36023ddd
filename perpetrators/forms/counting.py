"""The question of which day."""

from datetime import date

from django.http import QueryDict
from django.utils import timezone

from emerald.govuk.fields import DateField
from emerald.govuk.forms import FilterForm
from emerald.words import day_in_words

PARTS = ("day", "month", "year")


class DayForm(FilterForm):
    """Of which day the numbers are: empty boxes mean today. And as what was known: empty boxes mean by now."""

    on = DateField("As at", required=False, not_after_today=True, called="The day of the numbers")
    known = DateField(
        "As it was known at the end of",
        required=False,
        not_after_today=True,
        hint="Leave this empty for what is known now. A day proves a number that was reported then.",
        called="The day on which it was known",
    )

    @classmethod
    def asked(cls, get: QueryDict) -> "DayForm":
        """The form from a request's GET data, with today in its boxes when nothing was asked."""
        given = any(get.get(f"{name}_{part}") for name in ("on", "known") for part in PARTS)
        return cls(get if given else None, initial={"on": timezone.localdate()})

    @property
    def day(self) -> date | None:
        """The day asked for; None when it makes no sense."""
        if not self.is_bound:
            return timezone.localdate()
        return self.cleaned_data.get("on") or timezone.localdate() if self.is_valid() else None

    @property
    def known_on(self) -> date | None:
        """The day as which it was known; None for now, and where the answer makes no sense."""
        return self.cleaned_data.get("known") if self.is_bound and self.is_valid() else None

    @property
    def in_words(self) -> str:
        known = f", as it was known on {day_in_words(self.known_on)}" if self.known_on else ""
        return f"{day_in_words(self.day)}{known}"

    @property
    def query(self) -> dict[str, str]:
        """The days as the boxes of an address."""
        return self.query_as_known(self.known_on)

    def query_as_known(self, known_on: date | None) -> dict[str, str]:
        """The same of the same day, as it was known on another."""
        days = {"on": self.day, "known": known_on}
        return {f"{name}_{part}": getattr(day, part) for name, day in days.items() if day for part in PARTS}
