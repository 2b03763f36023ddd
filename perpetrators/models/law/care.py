"""What a warning notice under section 49 can rest on, and how far that reaches: care, an emergency protection order,
police protection.

Source: Children Act 1989 ss31, 38 and 44 to 46 (DOMAIN.md sections 3.2 and 3.2b). Days are dates in Europe/London, and
the last one counts.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from cases.models.children.census import LegalBasis
from emerald.working_days import bank_holidays

# A child accommodated under section 20 is not in care.
IN_CARE = (
    LegalBasis.INTERIM_CARE_ORDER,
    LegalBasis.CARE_ORDER,
    LegalBasis.EMERGENCY_PROTECTION,
    LegalBasis.POLICE_PROTECTION,
)
DAY, SUNDAY = timedelta(days=1), 6
# 72 hours that begin on a day reach into the third day after it (s46(6)).
POLICE_PROTECTION_REACHES = 3 * DAY
EMERGENCY_ORDER, ITS_EXTENSION = 8 * DAY, 7 * DAY  # s45(1), and once s45(5) and (6)
# Over Christmas four days in a row can be holidays or a Sunday.
EMERGENCY_ORDER_REACHES = EMERGENCY_ORDER - DAY + 4 * DAY + ITS_EXTENSION


@dataclass(frozen=True)
class Reach:
    """The last day, why it is that one, and the source of the rule."""

    day: date
    words: str
    source: str


def last_day_of_emergency_order(started_on: date) -> date:
    """8 days, longer where the last of them is a Sunday or a public holiday (s45(2)), and one extension of 7 days."""
    last = started_on + EMERGENCY_ORDER - DAY
    while last.weekday() == SUNDAY or last in bank_holidays(last.year):
        last += DAY
    return last + ITS_EXTENSION


def _longest(period: Any) -> Reach | None:
    """How far the law lets such a time reach; None where it sets no term."""
    if period.legal_basis == LegalBasis.POLICE_PROTECTION:
        return Reach(
            period.started_on + POLICE_PROTECTION_REACHES,
            "The police protection it rests on lasts at most 72 hours.",
            "Children Act 1989 s46(6)",
        )
    if period.legal_basis == LegalBasis.EMERGENCY_PROTECTION:
        return Reach(
            last_day_of_emergency_order(period.started_on),
            "The emergency protection order it rests on lasts at most 8 days, and 7 more where it is extended.",
            "Children Act 1989 s45",
        )
    return None


def reach_of(period: Any) -> Reach | None:
    """How far one time in care reaches; None while no end of it is known."""
    longest = _longest(period)
    if period.ended_on is None or (longest and longest.day < period.ended_on - DAY):
        return longest
    return Reach(period.ended_on - DAY, "The last day of the care it rests on.", "Children Act 1989 s49")


def care_on(child: Any, day: date) -> Any:
    """The time in care, under an order or in police protection that a section 49 notice can rest on; or None. One that
    outlasted what the law allows is over, also where nobody recorded its end."""
    return next((one for one in _times(child) if _stands_on(one, day)), None)


def reach_of_care(child: Any, day: date) -> Reach | None:
    """How far the care that stands on `day` reaches, with what follows it without a day between; None while no end of
    it is known, or where there is none on that day."""
    reached: Reach | None = None
    for period in _times(child):
        follows = period.started_on <= reached.day + DAY if reached else _stands_on(period, day)
        if not follows:
            continue
        one = reach_of(period)
        if one is None:
            return None
        reached = one if reached is None or one.day > reached.day else reached
    return reached


def _times(child: Any) -> list[Any]:
    periods = [one for one in child.looked_after_periods.all() if one.legal_basis in IN_CARE] if child.pk else []
    return sorted(periods, key=lambda one: one.started_on)


def _stands_on(period: Any, day: date) -> bool:
    longest = _longest(period)
    return bool(period.runs_on(day) and (longest is None or day <= longest.day))
