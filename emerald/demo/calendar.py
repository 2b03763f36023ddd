"""Days of the demonstration: all are counted back from the day it is loaded, so that it never grows old."""

from contextlib import contextmanager
from datetime import datetime, time, timedelta
from unittest.mock import patch
from zoneinfo import ZoneInfo

from django.utils import timezone

from emerald.oversight.periods import last_report_day

__all__ = ["at", "last_report_day", "standing_on", "weekday_before"]
LONDON = ZoneInfo("Europe/London")
SATURDAY = 5


def weekday_before(today, days):
    """The day so many days before `today`, or the Friday before it: the team does not work at weekends."""
    day = today - timedelta(days=days)
    return day - timedelta(days=max(0, day.weekday() - SATURDAY + 1))


def at(day, hour, minute=0):
    """A moment on the clock in London."""
    return datetime.combine(day, time(hour, minute), LONDON)


@contextmanager
def standing_on(day, hour):
    """Make it that hour of the day, or the present if that is earlier, for everything that is stamped meanwhile.

    So what happened in March was also written down, proposed and decided in March.
    """
    moment = min(at(day, hour), timezone.now())
    with patch.object(timezone, "now", lambda: moment):
        yield
