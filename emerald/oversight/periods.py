"""From when to when the team reports."""

from dataclasses import dataclass
from datetime import date, timedelta

# The cabinet report looks back to the one before it, about three months (DOMAIN.md section 9, snapshot and relation 3).
WEEKS_BETWEEN_REPORTS = 13


def last_report_day(day: date) -> date:
    """The day of the report before the one made on `day`."""
    return day - timedelta(weeks=WEEKS_BETWEEN_REPORTS)


@dataclass(frozen=True)
class Period:
    """A day and the day looked back to. What happened on `since` itself belongs to the report before."""

    on: date
    since: date

    @property
    def query(self) -> dict[str, str]:
        """The period as the three-box dates of an address."""
        return {
            f"{name}_{part}": getattr(day, part)
            for name, day in (("on", self.on), ("since", self.since))
            for part in ("day", "month", "year")
        }
