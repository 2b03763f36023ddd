"""The question of which day."""

from datetime import date

from django.http import QueryDict
from django.utils import timezone

from emerald.govuk.fields import DateField
from emerald.govuk.forms import FilterForm


class DayForm(FilterForm):
    """Empty boxes mean today."""

    on = DateField("As at", required=False, not_after_today=True, called="The day of the numbers")

    @classmethod
    def asked(cls, get: QueryDict) -> "DayForm":
        """The form from a request's GET data, with today in its boxes when nothing was asked."""
        given = any(get.get(f"on_{part}") for part in ("day", "month", "year"))
        return cls(get if given else None, initial={"on": timezone.localdate()})

    @property
    def day(self) -> date | None:
        """The day asked for; None when it makes no sense."""
        if not self.is_bound:
            return timezone.localdate()
        return self.cleaned_data.get("on") or timezone.localdate() if self.is_valid() else None

    @property
    def query(self) -> dict[str, str]:
        """The day as the three boxes of an address."""
        return {f"on_{part}": getattr(self.day, part) for part in ("day", "month", "year")} if self.day else {}
