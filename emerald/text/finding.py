"""Rows found by words of a name, as a question to whatever has `sounds`, `beginnings` and `name_keys`.

What begins so or sounds alike is told by the database. What is only spelt in another way is found by its keys, which
also fit some other names, so `closeness` has the last word on it.
"""

from collections.abc import Collection, Iterable, Sequence
from functools import reduce
from operator import and_, or_
from typing import Protocol

from django.db.models import Q

from emerald.text.compared import as_compared, joined
from emerald.text.names import SoughtName, words_in
from emerald.text.naming import BEFORE_A_NAME, PARTICLES, run_together
from emerald.text.spelling import NO_NAME, Spelling, sounds_of, spellings_of
from emerald.text.words import pieces_of

NEAR = 200  # rows compared, of those that have a key in common
NO_NAMES = PARTICLES | NO_NAME
MOST_JOINED = 3  # words that were typed and stand as one on the record


class Named(Protocol):
    @property
    def sounds(self) -> Collection[str]: ...
    @property
    def beginnings(self) -> Collection[str]: ...
    @property
    def name_keys(self) -> Collection[str]: ...


def name_contains(text: str) -> Q:
    """That a row's `name` contains `text`, however both are parted and joined. For few rows: no index answers it."""
    return Q(name__joined__contains=wanted) if (wanted := joined(text)) else Q(name="")


def begins(word: str, *, at: str = "", mark: str = "") -> Q:
    """That each part of `word` begins one of the words that stand after `mark`. `at`: the way to the row, "child__"."""
    return Q(**{f"{at}beginnings__contains": [f"{mark}{piece}" for piece in pieces_of(word)]})


def sounds_alike(word: str, *, at: str = "") -> Q:
    parts, whole = _sounds(word)
    return Q(**{f"{at}sounds__contains": parts}) | Q(**{f"{at}sounds__contains": whole})


def called(words: Iterable[str], *, at: str = "") -> Q:
    """That each word begins one of the names, or sounds like one."""
    return _all(begins(word, at=at) | sounds_alike(word, at=at) for word in words)


def may_be_called(words: Iterable[str], *, at: str = "") -> Q:
    """As `called`, or that a word has a key in common with the names; however the words are joined round what stands
    before many names."""
    return reduce(or_, (_may_be(way, at=at) for way in ways_to_join(list(words))))


def ways_to_join(words: Sequence[str], *, wherever: bool = False) -> list[list[str]]:
    """`words` as they were typed, then without what stands before many names, then with some of them as one: Abd al
    Rahman, Abdal Rahman, Abdalrahman. `wherever`: also Mary Ann as Maryann, tried where nothing else was found."""
    ways = [list(words)]
    if (names := [word for word in words if run_together(word) not in NO_NAMES]) and len(names) < len(words):
        ways.append(names)
    for many in range(2, MOST_JOINED + 1):
        for place in range(len(words) - many + 1):
            run = [run_together(word) for word in words[place : place + many]]
            if (wherever and many == 2) or BEFORE_A_NAME.intersection(run):
                ways.append([*words[:place], "".join(run), *words[place + many :]])
    return ways


def _may_be(words: Iterable[str], *, at: str) -> Q:
    return _all(begins(word, at=at) | sounds_alike(word, at=at) | _shares_a_key(word, at=at) for word in words)


def halves_shared_with(sought: SoughtName, *, at: str = "") -> list[Q]:
    """For each half of the name, that it has a key or a sound in common."""
    pairs = zip(sought.keys, sought.sounds, strict=True)
    return [Q(**{f"{at}name_keys__overlap": keys}) | Q(**{f"{at}sounds__overlap": sounds}) for keys, sounds in pairs]


def shares_keys_with(sought: SoughtName) -> Q:
    """That each half of the name has something in common: who may be called so. `SoughtName.closeness` says whether."""
    return _all(halves_shared_with(sought))


def sounds_like_one_of(word: str, sounds: Collection[str]) -> bool:
    return any(set(spelt) <= set(sounds) for spelt in _sounds(word))


def closeness(words: Collection[str], record: Named) -> float:
    """How close the names of `record` are to every one of `words`: 0 where one of them is not among them, however they
    are joined."""
    theirs = words_in(record.name_keys)
    return max(_closeness_of_all(way, theirs, record) for way in ways_to_join(list(words)))


def _closeness_of_all(words: Sequence[str], theirs: list[Spelling], record: Named) -> float:
    close = [_closeness(word, theirs, record) for word in words]
    return sum(close) / len(close) if close and all(close) else 0.0


def _closeness(word: str, theirs: list[Spelling], record: Named) -> float:
    if set(pieces_of(word)) <= set(record.beginnings) or sounds_like_one_of(word, record.sounds):
        return 1.0
    parts = [_closest(spelling, theirs) for piece in pieces_of(word) for spelling in spellings_of(piece)]
    whole = [_closest(spelling, theirs) for spelling in spellings_of(run_together(word))]
    return max(min(parts, default=0.0), min(whole, default=0.0))


def _closest(spelling: Spelling, theirs: list[Spelling]) -> float:
    return max((spelling.closeness(other) for other in theirs), default=0.0)


def _shares_a_key(word: str, *, at: str) -> Q:
    keys = sorted({key for spelling in spellings_of(word) for key in spelling.keys})
    return Q(**{f"{at}name_keys__overlap": keys})


def _sounds(word: str) -> tuple[list[str], list[str]]:
    """A double-barrelled name by its parts and as one word."""
    written = as_compared(word)
    return sounds_of(written.replace("-", " ")), sounds_of(written.replace("-", ""))


def _all(conditions: Iterable[Q]) -> Q:
    return reduce(and_, conditions, Q())
