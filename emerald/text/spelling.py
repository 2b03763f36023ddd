"""How close two spellings of a name are: the one place where it is decided that one name may be the other.

Metaphone hears English. Match rating hears more, and also takes brothers and sisters for each other (it meets nearly
half of the names that parents give together), so it counts only where Jaro-Winkler finds many letters alike. What is
written quite differently in another language, Siobhan and Shivaun, has the same bones: its consonants, each group of
spellings of one sound as one letter. emerald/decisions/0057-spellings-of-a-name.md
"""

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, pairwise
from typing import Final

import jellyfish

from emerald.text.compared import as_compared
from emerald.text.naming import BEFORE_A_NAME, PARTICLES, parts_of

LONGEST_SOUND = 120  # as the columns: metaphone writes some letters as two
LONGEST_WORD = 40  # letters of a name that are compared
SURE: Final = 0.9  # from here on, letters alike (Jaro-Winkler) are enough by themselves; and what the same sound counts
RATED: Final = 0.8  # from here on, together with match rating
MOST_JOINED = 3  # parts of a name that are written as one word: Nour El Din, Nureddin
ENOUGH_BONES = 2  # one consonant alone is the same in too many names
NO_NAME = {"thi"}  # that somebody is a woman, in half of all Vietnamese names
# Spellings of one sound, in this order: what is longer before its parts.
SPELLINGS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"^ma?c(?=\w{3})", "mk"),
        (r"sch|sz|sh|zh|rz|cz|ts|tz", "s"),
        (r"tch|kh|c|q|ck", "k"),
        (r"mh|bh|ph|v|w", "f"),
        (r"^(?:ge|gi|j|dg|y|i(?=[aeou]))", "y"),
        (r"ght|th", "t"),
        (r"x", "ks"),
        (r"z", "s"),
        (r"h", ""),
    )
)
SOFT_C = re.compile(r"c(?=[eiy])")


@dataclass(frozen=True)
class Spelling:
    """One word of a name, as it is compared (`spellings_of`)."""

    word: str

    @cached_property
    def is_a_name(self) -> bool:
        """Whether it is heard at all: a number plate, and a nickname with a number, sound like nothing."""
        return not any(letter.isdigit() for letter in self.word)

    @cached_property
    def sound(self) -> str:
        return sound_of(self.word)

    @cached_property
    def bones(self) -> frozenset[str]:
        """What its consonants sound like; with a "c" that may be hard or soft, both."""
        if not self.is_a_name:
            return frozenset()
        both = {_bones(self.word), _bones(SOFT_C.sub("s", self.word))}
        return frozenset(bones for bones in both if len(bones) >= ENOUGH_BONES)

    @property
    def keys(self) -> set[str]:
        """What it shares with most of its other spellings: the bones, also with one of them left out."""
        return {f"~{part}" for bones in self.bones for part in (bones, *_without_one(bones))}

    def closeness(self, other: "Spelling") -> float:
        """From 1 for the same word down to 0 for another name."""
        if self.word == other.word:
            return 1.0
        if not (self.is_a_name and other.is_a_name):
            return 0.0
        alike = jellyfish.jaro_winkler_similarity(self.word, other.word)
        if self.bones & other.bones or (self.sound == other.sound and len(self.sound) >= ENOUGH_BONES):
            return max(alike, SURE)
        return alike if alike >= SURE or (alike >= RATED and _rated_alike(self.word, other.word)) else 0.0


def sound_of(word: str) -> str:
    """The sound (metaphone) of a word as it is compared; one of another script, or with a digit, stands for itself."""
    heard = "" if any(letter.isdigit() for letter in word) else jellyfish.metaphone(word)
    return (heard or word)[:LONGEST_SOUND]


def sounds_of(*names: str) -> list[str]:
    """The sounds of every word in `names`, sorted. A double-barrelled name counts by its parts and as one word, because
    people write it either way."""
    words = {
        word
        for name in names
        for spelt in (as_compared(name).replace("-", " "), as_compared(name).replace("-", ""))
        for word in spelt.replace("'", "").split()
    }
    return sorted({sound_of(word) for word in words})


def spellings_of(name: str) -> list[Spelling]:
    """The words of `name` by which one may be known, and its parts joined, because people write it either way: Abdul
    Rahman and Abdulrahman, O'Brien and Brien. What stands before many names (al, van) is none by itself."""
    written = parts_of(name)
    parts = [part for part in written if part not in NO_NAME] or written
    alone = [part for part in parts if len(part) > 1 and part not in PARTICLES] or parts
    joined = [one + other for one, other in pairwise(parts)]
    words = dict.fromkeys([*alone, *joined, *_three_joined(parts)])
    return [Spelling(word[:LONGEST_WORD]) for word in words]


def spellings_across(given_names: str, family_name: str) -> list[Spelling]:
    """The end of the given names joined with the beginning of the family name, where that end stands before a name and
    is none: Omar Abd | al Rahman is Omar | Abdalrahman on another record."""
    given, family = parts_of(given_names)[1 - MOST_JOINED :], parts_of(family_name)[: MOST_JOINED - 1]
    if not BEFORE_A_NAME.intersection(given[-1:]):
        return []
    runs = [
        [*given[-many:], *family[:more]]
        for many in range(1, len(given) + 1)
        for more in range(1, len(family) + 1)
        if many + more <= MOST_JOINED
    ]
    return [Spelling("".join(run)[:LONGEST_WORD]) for run in runs if run[-1] not in BEFORE_A_NAME]


def _three_joined(parts: list[str]) -> list[str]:
    """As one word: all of them, or those round what stands before many names."""
    if len(parts) == MOST_JOINED:
        return ["".join(parts)]
    runs = (parts[place : place + MOST_JOINED] for place in range(len(parts) - MOST_JOINED + 1))
    return ["".join(run) for run in runs if BEFORE_A_NAME.intersection(run)]


def _bones(word: str) -> str:
    for pattern, sound in SPELLINGS:
        word = pattern.sub(sound, word)
    first, rest = word[:1], re.sub("[aeiouyj]", "", word[1:])
    first = "a" if first and first in "aeiou" else first
    return re.sub(r"(.)\1+", r"\1", first + rest)


def _without_one(bones: str) -> set[str]:
    """`bones` with one left out, where enough are left that they do not fit everybody."""
    fewer = len(bones) - 1
    return {"".join(some) for some in combinations(bones, fewer)} if fewer > ENOUGH_BONES else set()


def _rated_alike(one: str, other: str) -> bool:
    """As match rating says; it rates nothing but letters."""
    return one.isalpha() and other.isalpha() and bool(jellyfish.match_rating_comparison(one, other))
