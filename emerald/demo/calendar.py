"""Days of the demonstration: all are counted back from the day it is loaded, so that it never grows old."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from emerald.oversight.periods import last_report_day

__all__ = ["at", "last_report_day", "weekday_before"]
LONDON = ZoneInfo("Europe/London")
SATURDAY = 5


def weekday_before(today, days):
    """The day so many days before `today`, or the Friday before it: the team does not work at weekends."""
    day = today - timedelta(days=days)
    return day - timedelta(days=max(0, day.weekday() - SATURDAY + 1))


def at(day, hour, minute=0):
    """A moment on the clock in London."""
    return datetime.combine(day, time(hour, minute), LONDON)
