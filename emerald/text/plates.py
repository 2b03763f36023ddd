"""Number plates as they are compared, also those of which a part was read, and found inside a text.

0 and O, 1 and I look alike on a plate, and are the same here.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from emerald.text.read import Written, as_read

ONE, MANY = "?", "*"  # one character nobody read, and any number of them
ENOUGH = 3  # characters that must be known of both, or they are not called alike (REC)
LONGEST = 8  # characters of one; what is longer has words about it
LOOKS_LIKE = str.maketrans("OI", "01")
# Each style as it is written: joined, in whatever case; parted, in capitals, because "at 12 the" is no plate.
JOINED = r"[A-Z01]{2}[0-9OI]{2}[ .-]?[A-Z01]{3}|[A-Z][0-9OI]{1,3}[A-Z]{3}|[A-Z]{3}[0-9OI]{1,3}[A-Z]"
PARTED = (
    r"[A-Z]{2}[ .-]{0,3}[0-9OI]{2}[ .-]{0,3}[A-Z]{3}|[A-Z][ .-]?[0-9OI]{1,3}[ .-]?[A-Z]{3}"
    r"|[A-Z]{3}[ .-]?[0-9OI]{1,3}[ .-]?[A-Z]|(?=[A-Z]*[IZ])[A-Z]{2,3}[ .-]?[0-9OI]{3,4}"
)
LOWER = r"[a-z][0-9]{1,3}[ .-][a-z]{3}"
SAID = (
    r"\b(?:index|number ?plate|plate|reg(?:istration)?|vrm)\b[ .:,]{0,3}(?:(?:no|number|is|mark|was)\b"
    r"[ .:]{0,3}){0,2}[\"“'‘]?(?P<plate>[A-Z0-9?*]+(?:[ .-]?[A-Z0-9?*]+)?(?:[ .-]?[A-Z0-9?*]+)?)"
)
ALONE = r"(?<![A-Za-z0-9])(?:{})(?![A-Za-z0-9])"
STYLES = (
    re.compile(ALONE.format(JOINED), re.IGNORECASE),
    re.compile(ALONE.format(PARTED)),
    re.compile(ALONE.format(LOWER)),
)
TOLD = re.compile(SAID, re.IGNORECASE)
WORDS = {"and", "are", "but", "can", "did", "for", "had", "has", "her", "him", "his", "not", "one", "our", "out", "she"}
WORDS |= {
    "the",
    "too",
    "two",
    "was",
    "who",
    "why",
    "you",
    "with",
    "off",
    "now",
    "all",
    "any",
    "car",
    "bus",
    "old",
    "may",
}


def plate_as_compared(typed: str) -> str:
    """In capitals without spaces, O as 0 and I as 1, "?" for one character not known and "*" for several. Where words
    are about it, the plate alone."""
    text = as_read(typed).text
    bare = _bare(text)
    if len(bare) > LONGEST and (found := plates_in(text)):
        return found[0].form
    return bare


def is_partial(plate: str) -> bool:
    """Whether something of this plate, as it is compared, is not known."""
    return ONE in plate or MANY in plate


def known_of(plate: str) -> str:
    """Its characters that are known, in a row."""
    return re.sub(r"[?*]", "", plate)


def plate_pattern(plate: str) -> str:
    """A regular expression that lets through every whole plate that `plates_meet` calls alike, and a few more. It knows
    plates as an earlier release compared them, with O and I."""
    read = {ONE: ".", MANY: ".*", "0": "[0O]", "O": "[0O]", "1": "[1I]", "I": "[1I]"}
    return f"^{''.join(read.get(letter, letter) for letter in plate)}$"


def plates_meet(one: str, other: str) -> bool:
    """Whether two plates, each as it is compared and perhaps partial, can be the same one: nothing speaks against it,
    and at least ENOUGH characters are known of both."""
    return _known_in_common(one.translate(LOOKS_LIKE), other.translate(LOOKS_LIKE)) >= ENOUGH


def plates_in(typed: str) -> list[Written]:
    """Every plate in `typed`, in their order; one in a style that is also a word's only where it is said to be one."""
    read = as_read(typed)
    found: list[Written] = []
    for start, end in sorted(set(_spans(read.text)), key=lambda span: (span[0], -span[1])):
        if not found or read.span(start, end)[0] >= found[-1].end:
            found.append(Written("vehicle", _bare(read.text[start:end]), *read.span(start, end)))
    return found


def _spans(text: str) -> Iterator[tuple[int, int]]:
    for style in STYLES:
        for match in style.finditer(text):
            last = re.split("[ .-]", match[0])[-1]
            if re.search("[0-9]", match[0]) and re.search("[A-Za-z]", match[0]) and last not in WORDS:
                yield match.span()
    for match in TOLD.finditer(text):
        pieces = re.findall("[^ .-]+", match["plate"])
        while pieces and not re.search("[0-9?*]", pieces[-1]) and pieces[-1].upper() != pieces[-1]:
            pieces.pop()  # words that follow it
        plate = re.match(r"[ .-]?".join(map(re.escape, pieces)), match["plate"]) if pieces else None
        if plate and re.search("[0-9]", plate[0]) and ENOUGH <= len(known_of(_bare(plate[0]))) <= LONGEST:
            yield match.start("plate"), match.start("plate") + plate.end()


def _bare(text: str) -> str:
    upper = re.sub(r"(\.{2,}|…)", MANY, text.upper())
    return re.sub(r"\*+", MANY, re.sub(r"[^A-Z0-9?*]", "", upper)).translate(LOOKS_LIKE)


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
