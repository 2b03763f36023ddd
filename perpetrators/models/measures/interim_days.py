"""The days of an interim order are put right after the order in full was made: by then the measure's own columns tell
of that one, and the interim order's days stand in its period alone (`period`)."""

from datetime import date, timedelta

from emerald.accounts.models import User
from emerald.day_rules import why_in_future
from emerald.guards import NotYet
from emerald.words import day_in_words
from perpetrators.models.measures.host import OfMeasure
from perpetrators.models.measures.period import MeasurePeriod
from perpetrators.models.measures.step import step
from perpetrators.models.measures.taking_out import BUT_MISTAKEN


class InterimDays(OfMeasure):
    class Meta:
        abstract = True

    @property
    def interim_before(self) -> MeasurePeriod | None:
        """The period of the interim order before the order in full; None where there was none, or it still stands."""
        periods = {one.interim: one for one in self.periods.all()}
        return periods.get(True) if False in periods else None

    @step(sources=BUT_MISTAKEN, words="corrected", why="Say why the days are corrected.")
    def correct_interim_days(
        self, *, by: User, on: date, first_day: date, last_day: date | None, served_on: date | None
    ) -> str:
        """Put the days of the interim order right, each inclusive. `last_day`: the one it had of itself, None for until
        the order in full began, which ends it in any case. `note` says why. Raises NotYet."""
        period = self.interim_before
        if period is None:
            raise NotYet("There is no interim order before an order in full. Correct the days of this measure.")
        if obstacles := self._why_not_interim(first_day, last_day, served_on):
            raise NotYet(*obstacles)
        before = _in_words(period)
        period.first_day, period.own_last_day, period.served_on = first_day, last_day, served_on
        period.last_day = first_day - timedelta(days=1)  # cut anew by the trigger as this step is written down
        after = _in_words(period)
        changed = [f"{what}: {day} (was {before[what]})" for what, day in after.items() if day != before[what]]
        if not changed:
            raise NotYet("No day was changed.")
        period.save()
        return f"Days of the interim order corrected. {'; '.join(changed)}.{self._breaches_outside_interim(period)}"

    def _breaches_outside_interim(self, period: MeasurePeriod) -> str:
        """The sentence about breaches before the order in full on days on which, as it is known now, nothing bound."""
        full = self.periods.get(interim=False).first_day
        first, last = max(period.first_day, period.served_on or period.first_day), period.own_last_day or date.max
        before = self.breaches.filter(happened_on__lt=full).order_by("happened_on")
        days = [day for day in before.values_list("happened_on", flat=True) if not first <= day <= last]
        told = ", ".join(map(day_in_words, days))
        return f" Look at the breach of {told}: on that day it did not bind." if told else ""

    def _why_not_interim(self, first_day: date, last_day: date | None, served_on: date | None) -> list[str]:
        full = self.periods.get(interim=False).first_day
        found = why_in_future(first_day, "The first day of the interim order")
        if self.applied_on and first_day < self.applied_on:
            found.append(f"It was applied for on {day_in_words(self.applied_on)}: no interim order was made before.")
        if first_day >= full:
            found.append(f"The order in full began on {day_in_words(full)}: the interim order began before.")
        if last_day and last_day < first_day:
            found.append("Its last day cannot be before its first.")
        if served_on and served_on < first_day:
            found.append("It cannot have been served before its first day.")
        return found + (why_in_future(served_on, "The day it was served") if served_on else [])


def _in_words(period: MeasurePeriod) -> dict[str, str]:
    days = {"first day": period.first_day, "last day": period.own_last_day, "served": period.served_on}
    return {what: day_in_words(day) if day else "none" for what, day in days.items()}
