"""Letters as they are read, each with its place in what was typed: for finding something and showing where it stood.

Digits of every script are digits, wide and raised letters are plain ones, every dash is "-" and every space " ". What
cannot be seen (a soft hyphen, a mark of direction) is left out.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

DASHES = "\u2043\u2212\ufe63\uff0d"  # which Unicode does not count as dashes, and people do


@dataclass(frozen=True)
class Read:
    """`text` as it is read. `places`: for each of its letters, which one of what was typed it came from."""

    text: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the letters from `start` to before `end` stand in what was typed. What cannot be seen among them
        belongs to it."""
        return self.places[start], self.places[end - 1] + 1


def as_read(typed: str) -> Read:
    letters = [(one, place) for place, letter in enumerate(typed) for one in _plain(letter)]
    return Read("".join(one for one, _ in letters), tuple(place for _, place in letters))


@lru_cache(maxsize=4096)
def _plain(letter: str) -> str:
    return "".join(_read(one) for one in unicodedata.normalize("NFKC", letter))


def _read(letter: str) -> str:
    category = unicodedata.category(letter)
    if category in ("Cf", "Mn", "Me") or letter == "\x00":
        return ""
    if category == "Nd":
        return str(unicodedata.decimal(letter))
    if category == "Pd" or letter in DASHES:
        return "-"
    return " " if letter.isspace() else letter


def without_spaces(typed: str) -> str:
    """A number as it is read, without the spaces, dashes, dots and strokes that people part it by."""
    return re.sub("[ ./-]", "", as_read(typed).text)


@dataclass(frozen=True)
class Written:
    """Something found in a text: what it is, as it is compared, and where it stood in what was typed."""

    kind: str
    form: str
    start: int
    end: int
