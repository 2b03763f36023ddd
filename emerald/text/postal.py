"""Postal addresses as they are compared: by postcode, house and flat; without a postcode by all their words.

"Flat 2, 12 Harbour Street" and "12 Harbour St, Apartment 2" are one: a flat is told by its word, the house by its
number or, where it has none, by its name.
"""

import re

from emerald.text.numbers import postcodes_in
from emerald.text.read import as_read
from emerald.text.words import words_of

# Written one way as often as the other. "Saint" and "street" are both "st", so neither is told from the other.
SHORT_WORDS = {
    "street": "st",
    "saint": "st",
    "str": "st",
    "road": "rd",
    "avenue": "ave",
    "av": "ave",
    "lane": "ln",
    "close": "cl",
    "clo": "cl",
    "drive": "dr",
    "drv": "dr",
    "court": "ct",
    "crt": "ct",
    "place": "pl",
    "square": "sq",
    "crescent": "cres",
    "cresent": "cres",
    "cr": "cres",
    "gardens": "gdns",
    "garden": "gdns",
    "gdn": "gdns",
    "terrace": "ter",
    "terr": "ter",
    "grove": "gr",
    "grv": "gr",
    "park": "pk",
    "house": "hse",
    "building": "bldg",
    "buildings": "bldg",
    "boulevard": "blvd",
    "mount": "mt",
    "north": "n",
    "south": "s",
    "east": "e",
    "west": "w",
    "upper": "upr",
    "lower": "lwr",
    "and": "&",
}
SAY_NOTHING = {
    "uk",
    "gb",
    "england",
    "wales",
    "scotland",
    "united",
    "kingdom",
    "great",
    "britain",
    "no",
    "number",
    "the",
}
FLAT = re.compile(
    r"\b(?:flat|flt|apartment|apt|apart|unit|room|rm|studio|bedsit)\b[ .:]*(?:(?:no|number)\b[ .:]*)?#?"
    r"(?P<flat>[0-9]+ ?[a-z]?\b|[a-z]\b|[a-z][0-9]+\b)",
    re.IGNORECASE,
)
FLOOR = re.compile(
    r"\b(?P<floor>ground|first|second|third|fourth|top|basement|1st|2nd|3rd|4th)[ -]?(?:floor)?[ -]?(?:flat|floor)\b"
    r"|\b(?P<below>basement) flat\b",
    re.IGNORECASE,
)
ORDINALS = {"1st": "first", "2nd": "second", "3rd": "third", "4th": "fourth"}
HOUSE = re.compile(
    r"(?<![\w])(?P<number>[0-9]+(?: ?[-/] ?[0-9]+)?)(?: ?(?P<letter>[a-z])(?![\w'’]))?(?![\w])", re.IGNORECASE
)


def address_as_compared(typed: str) -> str:
    """As in ba148xx 12 flat 2. The street and the town are left out where there is a postcode, because a postcode and a
    number are one door."""
    text = as_read(typed.replace("\n", ", ")).text
    postcode = next(iter(postcodes_in(text)[::-1]), None)
    before = text if postcode is None else f"{text[: postcode.start]} , {text[postcode.end :]}"
    flat, rest = _flat_of(before)
    if postcode is None:
        return " ".join(filter(None, (*_words(rest), flat and f"flat {flat}")))
    house, letter = _house_of(rest)
    flat = flat or letter
    return " ".join(filter(None, (postcode.form.lower(), house or _name_of(rest), flat and f"flat {flat}")))


def _flat_of(text: str) -> tuple[str, str]:
    """(its number, letter or floor, and the text without it)."""
    if found := FLAT.search(text):
        number = found["flat"].replace(" ", "").casefold()
    elif found := FLOOR.search(text):
        said = (found["floor"] or found["below"]).casefold()
        number = ORDINALS.get(said, said)
    else:
        return "", text
    return number.lstrip("0") or "0", f"{text[: found.start()]} , {text[found.end() :]}"


def _house_of(text: str) -> tuple[str, str]:
    """(its number, and the letter after it). A range and two parts are one number."""
    found = HOUSE.search(text)
    if not found:
        return "", ""
    return re.sub(" ", "", found["number"]), (found["letter"] or "").casefold()


def _name_of(text: str) -> str:
    """Of a house without a number: the first line that has words."""
    lines = (_words(line) for line in re.split(r"[,\n]", text))
    return " ".join(next((line for line in lines if line), []))


def _words(text: str) -> list[str]:
    words = [word for word in words_of(text) if word not in SAY_NOTHING]
    return [SHORT_WORDS.get(word, word) for word in words]
