"""What somebody typed into the one box that finds children: a reference, a date, a number, or words."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Self

from django.utils import timezone

from emerald.govuk.dates import month_number
from emerald.text.compared import as_compared
from emerald.text.numbers import nhs_numbers_in, upns_in
from emerald.text.read import as_read

MOST_WORDS = 6  # more make the question longer and the answer no better
REFERENCE = re.compile(r"EM[\s-]*(\d{4})[\s-]*(\d{4,7})", re.IGNORECASE | re.ASCII)
DAY, YEAR = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?", r"(?P<year>\d{4}|\d{2})"
DATES = [
    re.compile(rf"(?<![\w-]){written}(?![\w-])", re.IGNORECASE | re.ASCII)
    for written in (
        r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})",
        rf"{DAY}\s?[ ./-]\s?(?P<month>\d{{1,2}})\s?[ ./-]\s?{YEAR}",
        rf"{DAY}(?: of)?[ ./-]?(?P<month>[a-z]{{3,9}})[ .,/-]*{YEAR}",
        rf"(?P<month>[a-z]{{3,9}})[ .]+{DAY}[, ]+(?P<year>\d{{4}})",
        r"(?P<day>\d{2})(?P<month>\d{2})(?P<year>\d{4})",
    )
]


@dataclass(frozen=True)
class SearchInput:
    """`numbers`: field of Child -> the spellings that are enough. `impossible`: there was a date that never was."""

    reference: str = ""
    numbers: dict[str, tuple[str, ...]] | None = None
    born: date | None = None
    words: tuple[str, ...] = ()
    impossible: bool = False

    @classmethod
    def read(cls, text: str) -> Self:
        read = as_compared(text)
        if found := REFERENCE.fullmatch(read):
            return cls(reference=f"EM-{found[1]}-{found[2]}")
        born, rest, impossible = _take_date(read)
        return cls(numbers=_numbers(" ".join(text.split())), born=born, words=_words(rest), impossible=impossible)

    @property
    def may_be_mistyped(self) -> bool:
        """Whether it has the length of an NHS number and is none."""
        number = next(iter((self.numbers or {}).get("social_care_id", ())), "")
        return bool(re.fullmatch(r"[0-9]{10}", re.sub(r"[\s-]", "", number))) and "nhs_number" not in (
            self.numbers or {}
        )


def _numbers(text: str) -> dict[str, tuple[str, ...]]:
    """Every kind of number in `text`, whatever is said about it; a social-care number is whatever has a digit in it."""
    text = as_read(text).text.strip()
    if not any(letter.isdigit() for letter in text) or not text.isascii():
        return {}
    bare = re.sub(r"[\s-]", "", text)
    found = {"social_care_id": tuple(dict.fromkeys((text, text.upper(), bare, bare.upper())))}
    for name, finds in (("nhs_number", nhs_numbers_in), ("upn", upns_in)):
        if written := finds(text):
            found[name] = (written[0].form,)
    return found


def _take_date(text: str) -> tuple[date | None, str, bool]:
    """The first date in `text`, the text without it, and whether what looked like one never was a day."""
    for written in DATES:
        for found in written.finditer(text):
            month = month_number(found["month"])
            if month is None:
                continue  # "4 Harbour 11" is no date
            rest = f"{text[: found.start()]} {text[found.end() :]}"
            try:
                return date(_year(found["year"]), month, int(found["day"])), rest, False
            except ValueError:
                return None, rest, True
    return None, text, False


def _year(written: str) -> int:
    """Two digits are the latest such year that is not to come: a child's."""
    if len(written) == 4:
        return int(written)
    this = timezone.localdate().year
    year = this - this % 100 + int(written)
    return year if year <= this else year - 100


def _words(text: str) -> tuple[str, ...]:
    """The words in which there is a letter: a number is no name."""
    parts = (word.strip('.,;:!?"()[]“”') for word in text.split())
    return tuple(word for word in parts if any(letter.isalpha() for letter in word))[:MOST_WORDS]
