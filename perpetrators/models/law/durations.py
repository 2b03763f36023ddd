"""How long a measure runs: each end is worked out in one place and says how, and from which source.

Dates are days in Europe/London and inclusive: the last day is the last on which the measure binds. Sources are those of
DOMAIN.md sections 3.1 to 3.3; GK there means "check locally" here.
"""

import calendar
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from emerald.words import day_in_words
from perpetrators.models.law.care import Reach, reach_of_care

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Period:
    years: int = 0
    months: int = 0
    days: int = 0

    def __str__(self) -> str:
        parts = ((self.years, "year"), (self.months, "month"), (self.days, "day"))
        return " and ".join(f"{number} {word}{'s' if number > 1 else ''}" for number, word in parts if number)

    def last_day_from(self, start: date) -> date:
        """The last day of the period that begins with `start`: one month from 11 January ends on 10 February.

        Where the month it ends in has no such day, it is that month's last day: three months from 30 November end on
        28 February.
        """
        months = 12 * self.years + self.months
        year, month = start.year + (start.month - 1 + months) // 12, (start.month - 1 + months) % 12 + 1
        longest = calendar.monthrange(year, month)[1]
        last = date(year, month, longest) if start.day > longest else date(year, month, start.day) - DAY
        return last + timedelta(days=self.days)


@dataclass(frozen=True)
class End:
    """The last day, or None where there is none to be worked out; in words how; and the source of the rule. `limit`:
    where a shorter time was set (bail to an earlier day), the last day the law would have allowed."""

    day: date | None
    words: str
    source: str
    limit: date | None = None

    @property
    def in_full(self) -> str:
        return f"{self.words} Source: {self.source}."


@dataclass(frozen=True)
class Made:
    """What an end is worked out from. `facts` are the typed answers to what the kind asks besides; `child` is the one
    child it is about, or None."""

    start: date
    facts: dict[str, Any] = field(default_factory=dict)
    child: Any = None


def birthday(born: date, age: int) -> date:
    """The day somebody born on `born` becomes `age`.

    One is a year older from the first moment of the birthday (Family Law Reform Act 1969 s9). Somebody born on 29
    February has it on 1 March in a year without one (GK: so it is commonly held in England; check locally).
    """
    year = born.year + age
    if (born.month, born.day) == (2, 29) and not calendar.isleap(year):
        return date(year, 3, 1)
    return date(year, born.month, born.day)


def last_day_under(born: date, age: int) -> date:
    """The day before that birthday: the last on which the child is still younger than `age`.

    For a child born on 29 February 2012 the last day under 16 is 28 February 2028 (a leap year), the last day under 18
    is 28 February 2030.
    """
    return birthday(born, age) - DAY


UNTIL_AGE = {"s2": 16, "s49": 18}
NOTICE_SOURCE = {
    "s2": "Child Abduction Act 1984 s2; a warning notice has no term of its own, this one is our practice",
    "s49": "Children Act 1989 s49; a warning notice has no term of its own, this one is our practice",
}


def sooner(reach: Reach | None, end: End) -> End:
    """`end`, or how far the care it rests on reaches where that comes first."""
    if reach is None or (end.day and end.day <= reach.day):
        return end
    return End(reach.day, reach.words, reach.source)


def until_death(child: Any, end: End) -> End:
    """`end`, or the day on which the child died where that came first."""
    died = Reach(child.died_on, "The child died on that day.", "nobody is left to protect") if child.died_on else None
    return sooner(died, end)


def notice_end(made: "Made") -> "End | None":
    """A child abduction warning notice: to the day before the 16th birthday (s2) or the 18th (s49), and under s49 no
    longer than the care order, emergency protection order or police protection it rests on can last (`care`)."""
    basis = made.facts.get("basis")
    if basis not in UNTIL_AGE or made.child is None:
        return None
    return until_death(made.child, _notice_end(made, basis))


def _notice_end(made: "Made", basis: str) -> End:
    age, source = UNTIL_AGE[basis], NOTICE_SOURCE[basis]
    reach = reach_of_care(made.child, made.start) if basis == "s49" else None
    born = made.child.date_of_birth
    if born is None:
        return sooner(
            reach,
            End(
                None,
                f"The child’s date of birth is not known, so the {age}th birthday is not known either: look "
                "at the age at each review.",
                source,
            ),
        )
    words = f"The day before the child’s {age}th birthday"
    if (born.month, born.day) == (2, 29):
        words += ", born on 29 February"
    words += ", or the end of the care the notice rests on, if that comes first." if basis == "s49" else "."
    return sooner(reach, End(last_day_under(born, age), words, source))


def eighteenth_birthday(made: "Made") -> "End | None":
    """An injunction of the High Court that protects one named child commonly ends when the child is 18."""
    if made.child is None or (made.child.date_of_birth is None and made.child.died_on is None):
        return None
    born, source = made.child.date_of_birth, "[2014] EWHC 4247 (Fam); check the order"
    last = last_day_under(born, 18) if born else None
    return until_death(made.child, End(last, "The day before the child’s 18th birthday, as is common.", source))


def moment_from(day: date, at: time | None) -> datetime:
    """The moment on the clock on the wall of that day, in Europe/London."""
    return timezone.make_aware(datetime.combine(day, at or time.min))


def hours_after(moment: datetime, hours: int) -> datetime:
    """So many hours by the clock that never changes: the hour that March skips or October repeats is not counted."""
    return timezone.localtime(moment.astimezone(UTC) + timedelta(hours=hours))


def police_protection_end(made: "Made") -> "End":
    """72 hours from the moment the child was taken into police protection (Children Act 1989 s46(6))."""
    begun = moment_from(made.start, made.facts.get("started_at"))
    over = hours_after(begun, 72)
    return End(
        over.date(),
        f"72 hours from {day_in_words(made.start)} at {begun:%H:%M}: until {day_in_words(over)} at {over:%H:%M}.",
        "Children Act 1989 s46(6)",
    )


def that_day(made: Made) -> End:
    """An act that was done on a day: it stands on that day and on no other."""
    return End(made.start, "It is over with the day on which it was done.", "our own rule")
