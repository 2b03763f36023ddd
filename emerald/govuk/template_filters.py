"""Template filters: dates and numbers in plain words, typed text drawn safely and exactly as it was typed."""

import re
from typing import Any

from django.template.defaultfilters import filesizeformat
from markupsafe import Markup, escape

from emerald.words import ago, day_in_words, moment, plural


def _lines(text: str) -> str:
    return str(text).replace("\r\n", "\n").replace("\r", "\n")


def paragraphs(text: str) -> Markup:
    """Typed text as paragraphs: a blank line starts a new one, every other line break is kept. Always escaped."""
    blocks = [block for block in re.split(r"\n[ \t]*\n", _lines(text or "").strip("\n")) if block.strip()]
    drawn = (escape(block.strip("\n")).replace("\n", Markup("<br>")) for block in blocks)
    return Markup("\n").join(Markup('<p class="govuk-body emerald-typed">{}</p>').format(block) for block in drawn)


def as_typed(text: str) -> Markup:
    """Text for inside a <textarea>, to the letter.

    The components indent what is nested in them, which would add spaces to every line: so no line break is left in
    the page's source. A browser drops one leading line break of a textarea: so a second is put before it. A null
    character, which no page can carry, is left out.
    """
    text = _lines("" if text is None else text).replace("\x00", "")
    text = "\n" + text if text.startswith("\n") else text
    return escape(text).replace("\n", Markup("&#10;"))


def file_size(count: int) -> str:
    """1.2 MB, of a number of bytes"""
    return filesizeformat(count).replace("\xa0", " ")


def by(record: Any, verb: str) -> str:
    """Who did that to the record, as they were called then: `entry|by("recorded")` reads `recorded_by` and
    `recorded_at`, or the day in `recorded_on`."""
    who = getattr(record, f"{verb}_by", None)
    when = getattr(record, f"{verb}_at", None) or getattr(record, f"{verb}_on", None)
    return who.name_at(when) if who else ""


FILTERS = {
    "by": by,
    "day": day_in_words,
    "moment": moment,
    "ago": ago,
    "plural": plural,
    "paragraphs": paragraphs,
    "as_typed": as_typed,
    "file_size": file_size,
}
