"""Days of the demonstration: all are counted back from the day it is loaded, so that it never grows old."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import time_machine
from django.utils import timezone
from time_machine import escape_hatch

from emerald.oversight.periods import last_report_day
from emerald.working_days import is_working_day

__all__ = ["DemoEvent", "at", "clock_at", "last_report_day", "next_working_day", "really_now", "working_day_before"]
LONDON = ZoneInfo("Europe/London")
DAY = timedelta(days=1)
DemoEvent = tuple[date, float, Callable[[], object]]  # its day, its order within the day, and what to do


def working_day_before(today: date, ago: int) -> date:
    """The day so many days before `today`, or the last working day before it: the team works neither at weekends nor on
    bank holidays. At most four days are stepped over, at Easter and at Christmas."""
    return _last_working_day(today - timedelta(ago))


@cache
def _last_working_day(day: date) -> date:
    while not is_working_day(day):
        day -= DAY
    return day


@cache
def next_working_day(day: date) -> date:
    """`day`, or the first working day after it."""
    while not is_working_day(day):
        day += DAY
    return day


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """A moment on the clock in London."""
    return datetime.combine(day, time(hour, minute), LONDON)


@contextmanager
def clock_at(day: date, hour: int) -> Iterator[None]:
    """Make it that hour of the day, or the present if that is earlier, for everything that is stamped meanwhile.

    So what happened in March was also written down, proposed and decided in March.
    """
    moment = min(at(day, hour), timezone.localtime())
    with time_machine.travel(moment, tick=False):
        yield


def really_now() -> datetime:
    """The present on the database's clock too, whatever day is being told."""
    return escape_hatch.datetime.datetime.now(UTC)
