"""Dates, times and numbers in plain words: for every sentence and, as template filters, for every page.

A moment is told by the clock on the wall in Europe/London; a date stays as it is.
"""

import datetime
from typing import Any

from django.utils import timezone


def _local(value: Any) -> Any:
    if isinstance(value, datetime.datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value


def _date(value: datetime.date) -> datetime.date:
    value = _local(value)
    return value.date() if isinstance(value, datetime.datetime) else value


def day_in_words(value: datetime.date | None, *, weekday: bool = False) -> str:
    """3 March 2026; with its weekday Tuesday 3 March 2026; "" where there is no day."""
    if not value:
        return ""
    value = _local(value)
    name = f"{value:%A} " if weekday else ""
    return f"{name}{value.day} {value:%B} {value.year}"


def clock(value: datetime.datetime) -> str:
    """2:05pm"""
    value = _local(value)
    return f"{value.hour % 12 or 12}:{value:%M}{'am' if value.hour < 12 else 'pm'}"


def moment(value: datetime.datetime | None) -> str:
    """3 March 2026 at 2:05pm"""
    return f"{day_in_words(value)} at {clock(value)}" if value else ""


def ago(value: datetime.date | None, today: datetime.date | None = None) -> str:
    """today, yesterday, 3 days ago, in 5 days: whole days as a calendar counts them."""
    if not value:
        return ""
    days = (_date(value) - (today or timezone.localdate())).days
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}
    if days in near:
        return near[days]
    return f"in {plural(days, 'day')}" if days > 0 else f"{plural(-days, 'day')} ago"


def plural(number: int, one: str, many: str | None = None) -> str:
    """1 case, 2 cases, 1,200 cases"""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
