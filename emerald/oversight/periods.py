"""From when to when the team reports."""

from dataclasses import dataclass
from datetime import date, timedelta

from emerald.words import day_in_words

# The cabinet report looks back to the one before it, about three months (DOMAIN.md section 9, snapshot and relation 3).
WEEKS_BETWEEN_REPORTS = 13


def last_report_day(day: date) -> date:
    """The day of the report before the one made on `day`."""
    return day - timedelta(weeks=WEEKS_BETWEEN_REPORTS)


@dataclass(frozen=True)
class Period:
    """A day and the day looked back to. What happened on `since` itself belongs to the report before. `known_on`: as it
    was known at the end of that day, by which a report is proven later; None for what is known now."""

    on: date
    since: date
    known_on: date | None = None

    @property
    def query(self) -> dict[str, str]:
        """The period as the three-box dates of an address."""
        return {
            f"{name}_{part}": getattr(day, part)
            for name, day in (("on", self.on), ("since", self.since), ("known", self.known_on))
            if day
            for part in ("day", "month", "year")
        }

    @property
    def in_words(self) -> str:
        known = f", as it was known on {day_in_words(self.known_on)}" if self.known_on else ""
        return f"as at {day_in_words(self.on)}, looking back to {day_in_words(self.since)}{known}"

    @property
    def sentence(self) -> str:
        return f"{self.in_words[:1].upper()}{self.in_words[1:]}."
