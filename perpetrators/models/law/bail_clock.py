"""The clock of pre-charge bail, and the days on which it stands still.

- PACE 1984 s47ZL: somebody released on bail for a charging decision (s37(7)(a), s37C(2)(b)). The clock does not begin,
  or stands still, from that day until the day on which the Director of Public Prosecutions asks for more; from then at
  least seven days are left, and it stands still again from the day on which that was provided.
- PACE 1984 s47ZM(4) and (5): somebody who is in hospital as an in-patient on the day on which bail would end. Every day
  in hospital is then one that was not counted.

Days are inclusive: a clock that stopped on the 5th and was taken up on the 9th stood still on four days.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from emerald.words import day_in_words, plural
from perpetrators.models.law.durations import DAY, Period

CHARGING, HOSPITAL = "charging", "hospital"
LEFT_AFTER_A_REQUEST = 7  # days beginning with that of the request (s47ZL(7) and (8))
WHY = {
    CHARGING: "released on bail for a charging decision, PACE 1984 s47ZL",
    HOSPITAL: "in hospital as an in-patient, PACE 1984 s47ZM(5)",
}


@dataclass(frozen=True)
class Stop:
    """Days on which the clock stands still; without `last`, still. `last` may be the day before `first`: stopped and
    taken up on one day. `topped_up`: so many days were added at its end, for seven to be left."""

    why: str
    first: date
    last: date | None = None
    topped_up: int = 0

    @property
    def is_open(self) -> bool:
        return self.last is None

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1 if self.last else 0

    def covers(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)

    @property
    def in_words(self) -> str:
        if self.last is None:
            return f"The clock stands still since {day_in_words(self.first)} ({WHY[self.why]})."
        added = f", and {plural(self.topped_up, 'day')} more for seven to be left" if self.topped_up else ""
        if not self.days:
            return f"It was stopped and taken up on {day_in_words(self.first)} ({WHY[self.why]}){added}."
        until = "" if self.days == 1 else f" to {day_in_words(self.last)}"
        return f"Not counted: {plural(self.days, 'day')}, {day_in_words(self.first)}{until} ({WHY[self.why]}){added}."


def last_day(start: date, length: Period, stops: Iterable[Stop] = ()) -> date | None:
    """The last day of a period of this `length` beginning with `start`, of which the days of `stops` are not counted;
    None while the clock stands still."""
    known = [stop for stop in stops if stop.last is None or stop.last >= start]
    charging = [stop for stop in known if stop.why == CHARGING]
    days = (length.last_day_from(start) - start).days + 1 + sum(stop.topped_up for stop in charging)
    last = _counted(start, days, charging)
    if last and any(stop.covers(last) for stop in known if stop.why == HOSPITAL):
        return _counted(start, days, known)
    return last


def _counted(start: date, days: int, stops: Sequence[Stop]) -> date | None:
    """The day on which so many `days` have been counted, beginning with `start`."""
    last, reached = start + timedelta(days=days - 1), start - DAY
    for stop in sorted(stops, key=lambda one: one.first):
        first = max(stop.first, reached + DAY)  # two that overlap are counted once
        if first > last:
            break
        if stop.last is None:
            return None
        if stop.last >= first:
            last, reached = last + (stop.last - first + DAY), stop.last
    return last


def taken_up(start: date, length: Period, stops: Sequence[Stop], on: date) -> tuple[Stop, ...]:
    """`stops` after the prosecution asked for more `on` that day: the open one ends the day before, and is topped up so
    that at least seven days are left (s47ZL(6) to (8))."""
    before = [stop for stop in stops if not (stop.is_open and stop.why == CHARGING)]
    (stopped,) = [stop for stop in stops if stop.is_open and stop.why == CHARGING]
    ended = Stop(CHARGING, stopped.first, on - DAY)
    least, last = on + timedelta(days=LEFT_AFTER_A_REQUEST - 1), last_day(start, length, [*before, ended])
    added = max((least - last).days, 0) if last else 0
    return (*before, Stop(CHARGING, ended.first, ended.last, added))


def kept(stops: Iterable[Stop]) -> list[dict[str, Any]]:
    """As they are kept among the facts of a measure: days as ISO text."""
    return [
        {
            "why": stop.why,
            "first": stop.first.isoformat(),
            "last": stop.last.isoformat() if stop.last else None,
            "topped_up": stop.topped_up,
        }
        for stop in stops
    ]


def read(rows: Iterable[Mapping[str, Any]]) -> tuple[Stop, ...]:
    return tuple(
        Stop(
            row["why"],
            date.fromisoformat(row["first"]),
            date.fromisoformat(row["last"]) if row["last"] else None,
            row["topped_up"],
        )
        for row in rows
    )
