"""The questions about the caseload: of which day."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone

from emerald.govuk.fields import DateField
from emerald.govuk.forms import FilterForm
from emerald.oversight.periods import Period, last_report_day


class PeriodForm(FilterForm):
    """An empty first date means today; an empty second one, the day of the report before."""

    on = DateField("As at", required=False, not_after_today=True, called="The day of the numbers")
    since = DateField("Looking back to", required=False, not_after_today=True, called="The day you look back to")

    known = DateField(
        "As it was known at the end of",
        required=False,
        not_after_today=True,
        hint="Leave this empty for what is known now. A day proves a number that was reported then.",
        called="The day on which it was known",
    )

    @classmethod
    def asked(cls, get: QueryDict) -> "PeriodForm":
        """The form from a request's GET data, with today's period in its boxes when nothing was asked."""
        today = timezone.localdate()
        names = [f"{name}_{part}" for name in ("on", "since", "known") for part in ("day", "month", "year")]
        given = any(get.get(name) for name in names)
        return cls(get if given else None, initial={"on": today, "since": last_report_day(today)})

    def clean(self) -> dict[str, Any]:
        asked = super().clean()
        on = asked.get("on") or timezone.localdate()
        if asked.get("since") and asked["since"] > on:
            raise ValidationError({"since": "The day you look back to must be before the day the numbers are for"})
        return asked

    @property
    def period(self) -> Period | None:
        """The Period asked for, or None when the dates make no sense."""
        if self.is_bound and not self.is_valid():
            return None
        asked = self.cleaned_data if self.is_bound else {}
        on = asked.get("on") or timezone.localdate()
        return Period(on, asked.get("since") or last_report_day(on), asked.get("known"))
