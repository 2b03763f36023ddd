"""Letters as they are compared, but for their case, each with its place in what was typed: for numbers and addresses.

A plate in capitals is told from words by them, and in the address of a page they may matter. Digits of every script are
digits, every dash is "-" and every space " "; what cannot be seen is left out (`emerald.text.compared`).
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from emerald.text.compared import as_compared


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
    if letter.isspace():
        return " "
    if letter.isdecimal():
        return str(unicodedata.decimal(letter))
    compared = as_compared(letter)
    return compared.upper() if letter.isupper() else compared


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
