"""When two writings are one name, and where a text names somebody, however it is written there.

A name may be parted or joined (Abd al-Rahman, Abdalrahman; Mary-Ann, Maryann; O Brien, OBrien), stand without what is
before many names (al, van der), and have a possessive after it, with an apostrophe or without. Whether two *unlike*
spellings are one name is asked of `emerald.text.spelling`.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from emerald.text.compared import Compared, as_compared

# What stands before many names and names nobody by itself.
PARTICLES: Final = frozenset(
    {"ab", "abu", "al", "ap", "bin", "bint", "da", "de", "del", "den", "der", "di", "du", "el", "ibn", "la"}
    | {"le", "mac", "mc", "of", "st", "ten", "ud", "ul", "van", "von"}
)
# What also stands as a word by itself before the rest of a name that others write as one: Mc Donald, Abdul Karim.
BEFORE_A_NAME: Final = PARTICLES | {"d", "l", "o", "abd", "abdal", "abdel", "abdul", "fitz", "nic", "ni", "vander"}
# Of two letters, what is much more often a word than a name: it names nobody by itself.
WORDS: Final = frozenset(
    {"ah", "am", "an", "as", "at", "be", "by", "do", "go", "he", "hi", "if", "in", "is", "it", "me", "my", "no", "of"}
    | {"oh", "ok", "on", "or", "so", "to", "up", "us", "we"}
)
SHORTEST: Final = 2  # letters of a name that names somebody by itself
SHORTEST_PART, SHORTEST_PARTED = 3, 7  # letters of each half, and of all, of a joined name that is also found parted
JOINT: Final = r"[ '.\-]{0,3}"
POSSESSIVE: Final = r"(?:'?s|')?"
PART: Final = re.compile(r"[^\W_]+")


def parts_of(name: str) -> list[str]:
    """The words of `name` as it is compared, a double-barrelled one and O'Brien by their parts."""
    return PART.findall(as_compared(name))


def run_together(name: str) -> str:
    """`name` as one word: the same for every way to part and to join it."""
    return "".join(parts_of(name))


def same_name(one: str, other: str) -> bool:
    """Whether both are the same name, letter for letter."""
    return bool(run_together(one)) and run_together(one) == run_together(other)


def naming(*names: str) -> re.Pattern[str] | None:
    """Finds in compared text (`Compared.found`) each of `names` as a whole, and each word of it by itself; None when no
    name says enough."""
    return _naming(tuple(dict.fromkeys(names)))


def named_in(text: str, names: Iterable[str]) -> list[str]:
    """The words of `text`, as they were typed, that name somebody of one of these `names`; each once."""
    pattern = naming(*names)
    compared = Compared(text)
    found = compared.found(pattern) if pattern else ()
    return list(dict.fromkeys(compared.typed[start:end] for start, end in found))


@lru_cache(maxsize=512)
def _naming(names: tuple[str, ...]) -> re.Pattern[str] | None:
    found = dict.fromkeys(pattern for name in names for pattern in _patterns(parts_of(name)))
    longest_first = sorted(found, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(longest_first)}){POSSESSIVE}(?!\w)") if longest_first else None


def _patterns(parts: list[str]) -> Iterable[str]:
    alone = [part for part in parts if len(part) >= SHORTEST and part not in PARTICLES | WORDS]
    if len(parts) > 1 and alone:
        yield JOINT.join(_letters(part) for part in parts)
    for part in alone:
        yield _letters(part)
        for place in range(1, len(part)):
            if _may_part(part[:place], part[place:]):
                yield f"{_letters(part[:place])}{JOINT}{_letters(part[place:])}"


def _may_part(before: str, after: str) -> bool:
    if len(after) < SHORTEST_PART:
        return False
    return before in BEFORE_A_NAME or (len(before) >= SHORTEST_PART and len(before + after) >= SHORTEST_PARTED)


def _letters(part: str) -> str:
    """`part`, with an apostrophe or a hyphen anywhere in it or none."""
    return r"['\-]?".join(map(re.escape, part))
