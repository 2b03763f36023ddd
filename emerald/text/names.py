"""A whole name looked for among others: what it may share with them in an index, and how close it is to each.

`name_keys` of a record are the words of every name it is known by, each after WORD, and after another mark what
unlike spellings of these words have in common. The keys find candidates; the words say whether it is one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from emerald.text.spelling import LONGEST_WORD, Spelling, sounds_of, spellings_across, spellings_of

WORD = "="
LONGEST_KEY = LONGEST_WORD + 1
MOST_WORDS = 6  # of each half: more words make the question longer and the answer no better


def name_keys_of(given_names: str, family_name: str = "", *others: str) -> list[str]:
    """What a record with these names is found by however they are spelt, sorted."""
    spelt = [one for name in (given_names, family_name, *others) for one in spellings_of(name)]
    spelt += spellings_across(given_names, family_name)
    return sorted({f"{WORD}{one.word}" for one in spelt} | {key for one in spelt for key in one.keys})


def words_in(name_keys: Iterable[str]) -> list[Spelling]:
    """The words of the names that were made into these keys."""
    return [Spelling(key.removeprefix(WORD)) for key in name_keys if key.startswith(WORD)]


@dataclass(frozen=True)
class SoughtName:
    """Who is looked for: what is known of their given names and of their family name."""

    given_names: str
    family_name: str

    @cached_property
    def halves(self) -> list[list[Spelling]]:
        """The words of the given names and those of the family name, without what is not known."""
        across = spellings_across(self.given_names, self.family_name)
        spelt = (spellings_of(name)[:MOST_WORDS] for name in (self.given_names, self.family_name))
        return [[*half, *across] for half in spelt if half]

    @cached_property
    def keys(self) -> list[list[str]]:
        """For each half, keys of which whoever may be meant has one."""
        return [sorted({key for one in half for key in (f"{WORD}{one.word}", *one.keys)}) for half in self.halves]

    @cached_property
    def sounds(self) -> list[list[str]]:
        """For each half, the sounds of which whoever may be meant has one, where they have none of its keys."""
        return [sounds_of(*(one.word for one in half)) for half in self.halves]

    def closeness(self, theirs: list[Spelling]) -> float:
        """From 1 for one of the given names and one of the family names as they are spelt, in whichever order, down to
        0 where one of them is not there at all."""
        if not self.halves:
            return 0.0
        close = [_closest(half, theirs) for half in self.halves]
        if len(close) == 1:
            return max(close[0].values(), default=0.0)
        return max(
            ((one + other) / 2 for at, one in close[0].items() for place, other in close[1].items() if at != place),
            default=0.0,
        )


def _closest(half: list[Spelling], theirs: list[Spelling]) -> dict[int, float]:
    """{place in `theirs`: how close the closest of `half` is to it}, of those that are close at all."""
    close = {place: max(one.closeness(other) for one in half) for place, other in enumerate(theirs)}
    return {place: how for place, how in close.items() if how}
