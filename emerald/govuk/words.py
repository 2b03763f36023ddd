"""Filters: dates and numbers in plain words, typed text drawn safely and exactly as it was typed."""

import datetime
import re

from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from markupsafe import Markup, escape


def _local(value):
    """A moment on the clock on the wall; a date stays as it is."""
    if isinstance(value, datetime.datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value


def _date(value):
    value = _local(value)
    return value.date() if isinstance(value, datetime.datetime) else value


def day(value):
    """3 March 2026"""
    if not value:
        return ""
    value = _local(value)
    return f"{value.day} {value:%B} {value.year}"


def clock(value):
    """2:05pm"""
    value = _local(value)
    return f"{value.hour % 12 or 12}:{value:%M}{'am' if value.hour < 12 else 'pm'}"


def moment(value):
    """3 March 2026 at 2:05pm"""
    return f"{day(value)} at {clock(value)}" if value else ""


def ago(value, today=None):
    """today, yesterday, 3 days ago, in 5 days: whole days as a calendar counts them."""
    if not value:
        return ""
    days = (_date(value) - (today or timezone.localdate())).days
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}
    if days in near:
        return near[days]
    return f"in {plural(days, 'day')}" if days > 0 else f"{plural(-days, 'day')} ago"


def plural(number, one, many=None):
    """1 case, 2 cases, 1,200 cases"""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def _lines(text):
    return str(text).replace("\r\n", "\n").replace("\r", "\n")


def paragraphs(text):
    """Typed text as paragraphs: a blank line starts a new one, every other line break is kept. Always escaped."""
    blocks = [block for block in re.split(r"\n[ \t]*\n", _lines(text or "").strip("\n")) if block.strip()]
    drawn = (escape(block.strip("\n")).replace("\n", Markup("<br>")) for block in blocks)
    return Markup("\n").join(Markup('<p class="govuk-body emerald-typed">{}</p>').format(block) for block in drawn)


def as_typed(text):
    """Text for inside a <textarea>, to the letter.

    The components indent what is nested in them, which would add spaces to every line: so no line break is left in
    the page's source. A browser drops one leading line break of a textarea: so a second is put before it. A null
    character, which no page can carry, is left out.
    """
    text = _lines("" if text is None else text).replace("\x00", "")
    text = "\n" + text if text.startswith("\n") else text
    return escape(text).replace("\n", Markup("&#10;"))


def file_size(count):
    """1.2 MB, of a number of bytes"""
    return filesizeformat(count).replace("\xa0", " ")


FILTERS = {
    "day": day,
    "moment": moment,
    "ago": ago,
    "plural": plural,
    "paragraphs": paragraphs,
    "as_typed": as_typed,
    "file_size": file_size,
}
