"""Until when a child's record is kept at least, where a rule says so for the whole country (DOMAIN.md section 2.7)."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from cases.models.children.child import Child

AFTER_BIRTH_YEARS = 75  # DOMAIN.md section 2.7, a child who was ever looked after [D4]
AFTER_DEATH_YEARS = 15  # the same, from a death before 18
CHILDHOOD_ENDS = 18


@dataclass(frozen=True)
class Keeping:
    until: date  # the last day, Europe/London
    because: str


def kept_until(child: Child) -> Keeping | None:
    """Of a child who was ever looked after: from the day they were born or, where they died before 18, from the day
    they died. None where no national rule says it, or the day of birth is not known: then the council decides."""
    if not child.looked_after_periods.all():
        return None
    if child.died_on and child.age_on(child.died_on) < CHILDHOOD_ENDS:
        return Keeping(_years_after(child.died_on, AFTER_DEATH_YEARS), "15 years from a looked-after child’s death")
    if child.date_of_birth:
        return Keeping(
            _years_after(child.date_of_birth, AFTER_BIRTH_YEARS), "75 years from a looked-after child’s birth"
        )
    return None


def _years_after(day: date, years: int) -> date:
    last = monthrange(day.year + years, day.month)[1]  # of 29 February in a year without one
    return day.replace(year=day.year + years, day=min(day.day, last))
