"""Telephone numbers, plates, handles and addresses brought to one form, so that the same one is found elsewhere.

What was typed is kept beside it (`Particular.value`); the form is for comparing and never shown.
"""

import re
from functools import lru_cache

from emerald.encrypted import keyed
from emerald.lazy import lazy
from emerald.text.compared import as_compared
from emerald.text.naming import run_together
from emerald.text.words import words_of

phonenumbers = lazy("phonenumbers")
LONGEST = 120  # as the column
POSTCODE = re.compile(r"\b([A-Z]{1,2}[0-9][A-Z0-9]?) ?([0-9][ABD-HJLNP-UW-Z]{2})\b")
# Written one way as often as the other.
SHORT_WORDS = {
    "street": "st",
    "road": "rd",
    "avenue": "ave",
    "lane": "ln",
    "close": "cl",
    "drive": "dr",
    "court": "ct",
    "place": "pl",
    "square": "sq",
    "crescent": "cres",
    "gardens": "gdns",
    "saint": "st",
}
# In a plate: one character nobody read, and any number of them.
ONE, MANY = "?", "*"
# Characters of a plate that must be known of both, or they are not called alike (REC).
ENOUGH_OF_A_PLATE = 3
# Shorter forms are too common to speak of a connection (REC).
SHORTEST = {"phone": 10, "handle": 3, "email": 6, "address": 6, "licence": 4, "police": 5}
READ_AS = str.maketrans("OI", "01")  # 0 and O, 1 and I look alike on a plate


def match_of(kind: str, value: str) -> str:
    """`value`, a particular of this kind (a ParticularKind or its word), in the form by which it is compared.

    A phone as +447700900123; a plate in capitals without spaces, "?" for one character not known and "*" for several;
    a handle without its site; an address by its postcode and house; names as one word, however they are parted. At most
    LONGEST characters; empty when nothing is left of it. An address is a keyed mark of that form (`emerald.encrypted`),
    because it stands beside a child.
    """
    form = _FORMS.get(str(kind), _alphanumeric)(str(value).replace("\x00", ""))[:LONGEST]
    return keyed(form) if str(kind) == "address" and says_enough(kind, form) else form


def _phone(value: str) -> str:
    try:
        number = phonenumbers.parse(value, "GB")
    except phonenumbers.NumberParseException:
        return re.sub(r"[^0-9]", "", value)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _email(value: str) -> str:
    return as_compared(re.sub(r"\s", "", value)).removeprefix("mailto:")


def _handle(value: str) -> str:
    """The last part of an address on a site, or the name itself: @Fox_99 and instagram.com/fox_99/ are one."""
    bare = re.sub(r"\s", "", as_compared(value)).split("?")[0].rstrip("/")
    return bare.rsplit("/", 1)[-1].lstrip("@")


def _plate(value: str) -> str:
    bare = re.sub(r"(\.{2,}|…)", MANY, value.upper())
    return re.sub(r"\*+", MANY, re.sub(r"[^A-Z0-9?*]", "", bare))


def _address(value: str) -> str:
    """The postcode and the numbers of house and flat, or the first line where the house has a name; without a postcode
    all its words."""
    upper = value.upper()
    found = list(POSTCODE.finditer(upper))
    if not found:
        return " ".join(SHORT_WORDS.get(word, word) for word in words_of(value))
    postcode = found[-1]
    before = value[: postcode.start()] + value[postcode.end() :]
    house = [word for word in words_of(before) if any(letter.isdigit() for letter in word)]
    first_line = next((line for line in re.split(r"[\n,]", before) if line.strip()), "")
    house = house or [SHORT_WORDS.get(word, word) for word in words_of(first_line)]
    return " ".join(["".join(postcode.groups()).lower(), *house])


def _name(value: str) -> str:
    return run_together(value)


def _alphanumeric(value: str) -> str:
    return re.sub(r"[^A-Z0-9]", "", value.upper())


_FORMS = {
    "name": _name,
    "nickname": _name,
    "phone": _phone,
    "email": _email,
    "handle": _handle,
    "vehicle": _plate,
    "address": _address,
}


def says_enough(kind: str, match: str) -> bool:
    """Whether this form is long enough to speak of a connection when it stands elsewhere too."""
    if str(kind) == "vehicle":
        return len(re.sub(r"[?*]", "", match)) >= ENOUGH_OF_A_PLATE
    return len(match) >= SHORTEST.get(str(kind), 2)


def is_partial(plate: str) -> bool:
    """Whether something of this plate (as `match_of` gives it) is not known."""
    return ONE in plate or MANY in plate


def plate_pattern(plate: str) -> str:
    """A regular expression that lets through every whole plate that `plates_meet` calls alike, and a few more."""
    read = {ONE: ".", MANY: ".*", "0": "[0O]", "O": "[0O]", "1": "[1I]", "I": "[1I]"}
    return f"^{''.join(read.get(letter, letter) for letter in plate)}$"


def plates_meet(one: str, other: str) -> bool:
    """Whether two plates, each as `match_of` gives it and perhaps partial, can be the same one: nothing speaks against
    it, and at least ENOUGH_OF_A_PLATE characters are known of both. 0 and O, 1 and I count as alike."""
    return _known_in_common(one.translate(READ_AS), other.translate(READ_AS)) >= ENOUGH_OF_A_PLATE


@lru_cache(maxsize=4096)
def _known_in_common(one: str, other: str) -> int:
    """The most characters known of both when the two are laid upon each other; -1 when they do not fit."""
    if not one or not other:
        return 0 if set(one + other) <= {MANY} else -1
    if one[0] == MANY:
        return max(_known_in_common(one[1:], other), _known_in_common(one, other[1:]))
    if other[0] == MANY:
        return max(_known_in_common(one, other[1:]), _known_in_common(one[1:], other))
    rest = _known_in_common(one[1:], other[1:])
    if rest < 0 or (ONE not in (one[0], other[0]) and one[0] != other[0]):
        return -1
    return rest + (ONE not in (one[0], other[0]))
