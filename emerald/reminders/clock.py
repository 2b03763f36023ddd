"""Whether the clocks can be right: what is recorded bears no moment that is still to come, and two agree."""

from datetime import datetime, timedelta

from django.db import connection
from django.utils import timezone

from emerald.audit.models import AccessEntry
from emerald.words import plural

APART = timedelta(seconds=30)  # what clocks that are set by a time server never are
UNITS = (("day", 86400), ("hour", 3600), ("minute", 60), ("second", 1))
SET_IT = "Let a time server (NTP) set the clocks. Nothing is lost and nothing needs to be started again."


def trouble() -> str:
    """What is wrong with the clock and what to do, in sentences; empty where nothing is."""
    now = timezone.now()
    apart = abs(_of_the_database() - now)
    if apart > APART:
        return (
            f"The clocks of the web service and of the database are {_words(apart)} apart. {SET_IT} Until then nobody "
            "can tell when something was recorded, and codes of second steps may be refused."
        )
    newest = AccessEntry.objects.newest_moment()
    if newest and newest - now > APART:
        return (
            f"The clock was set back, or had been ahead: something was recorded {_words(newest - now)} from now. "
            f"{SET_IT} The access log keeps its order by numbers; codes of second steps are refused while the clock "
            "is wrong."
        )
    return ""


def _of_the_database() -> datetime:
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]


def _words(length: timedelta) -> str:
    seconds = round(length.total_seconds())
    unit, size = next((unit, size) for unit, size in UNITS if seconds >= 0.95 * size)
    return plural(round(seconds / size), unit)
