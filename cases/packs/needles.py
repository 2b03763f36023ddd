"""Known words looked for in a text however they are written there: with other accents, apostrophes, hyphens and spaces,
joined, parted, with an "s" behind, broken at the end of a line, or with letters between that nobody sees.

A text is laid beside its letters and digits alone (`emerald.text.compared` says which are the same), and the words are
looked for in those. What stands between two letters decides whether they belong together.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from emerald.text.compared import Compared
from emerald.text.naming import BEFORE_A_NAME, SHORTEST_PART, SHORTEST_PARTED, parts_of, run_together

FIRST = 3  # letters by which needles are kept; a shorter one by all it has
SPACED = 4  # letters from which on they may stand apart: L o w e n
# Between two words of a name or an address; and within one word, where a line ended or somebody wrote it so.
BETWEEN_WORDS = re.compile(r"[^\w]{0,4}|_{1,2}")
WITHIN_A_WORD = re.compile(r"|['’.·]|- ?| -|-|_")
BETWEEN_DIGITS = re.compile(r"[^\w]{0,3}")
ANYWHERE = frozenset(range(200))


@dataclass(frozen=True)
class Needle:
    """`letters` as they are compared. `gaps`: after how many of them another word may begin; `loose`: wherever it
    likes. `capital`: only where it is written with a capital, because it is a word as well. `owner`: what is found."""

    letters: str
    gaps: frozenset[int]
    owner: Any
    capital: bool = False
    loose: bool = False


def needle(words: str, owner: Any, *, capital: bool = False) -> Needle | None:
    """For words that were typed somewhere; None where there is no letter in them."""
    parts = parts_of(words)
    gaps, at = set(), 0
    for part in parts[:-1]:
        at += len(part)
        gaps.add(at)
    return Needle("".join(parts), frozenset(gaps), owner, capital) if parts else None


def loose_needle(signs: str, owner: Any) -> Needle | None:
    """For a number or a reference, whose signs are parted in any way."""
    letters = run_together(signs)
    return Needle(letters, ANYWHERE, owner, loose=True) if letters else None


class Needles:
    def __init__(self, needles: Iterable[Needle | None]) -> None:
        self._by_first: dict[str, set[Needle]] = defaultdict(set)
        for one in needles:
            if one:
                self._by_first[one.letters[:FIRST]].add(one)

    def __bool__(self) -> bool:
        return bool(self._by_first)

    def spots(self, compared: Compared) -> Iterator[tuple[Needle, int, int]]:
        """(needle, start, end) of each place in the typed text where one of them stands, a possessive "s" with it."""
        straw = _Straw(compared)
        for at in straw.beginnings:
            for length in range(1, FIRST + 1):
                for one in self._by_first.get(straw.letters[at : at + length], ()):
                    if (len(one.letters) >= FIRST) == (length == FIRST) and (after := straw.fits(one, at)):
                        yield one, *compared.place(straw.places[at], straw.places[after - 1] + 1)


class _Straw:
    """The letters and digits of a text, with their places in the compared text."""

    def __init__(self, compared: Compared) -> None:
        self.compared, self.text = compared, compared.text
        self.places = [place for place, one in enumerate(self.text) if one.isalnum()]
        self.letters = "".join(self.text[place] for place in self.places)
        self.beginnings = [at for at in range(len(self.places)) if self._begins(at)]

    def fits(self, one: Needle, at: int) -> int:
        """After which letter `one`, which begins at `at`, is over; 0 where it does not stand here."""
        after = at + len(one.letters)
        if not self.letters.startswith(one.letters, at):
            return 0
        if (one.capital and not self._is_capital(at)) or not self._holds_together(one, at, after):
            return 0
        has_s = self.letters[after : after + 1] == "s" and self._gap(after) in ("", "'") and self._begins(after + 1)
        if has_s and not one.loose and len(one.letters) >= FIRST:
            return after + 1
        return after if self._begins(after) else 0

    def _begins(self, at: int) -> bool:
        """Whether a word begins with this letter, or the text is over: digits are no part of a word of letters."""
        if at <= 0 or at >= len(self.places):
            return True
        joined = self.places[at] == self.places[at - 1] + 1
        return not joined or self.letters[at].isdigit() != self.letters[at - 1].isdigit()

    def _holds_together(self, one: Needle, at: int, after: int) -> bool:
        gaps = [self._gap(place) for place in range(at + 1, after)]
        if len(one.letters) >= SPACED and gaps and all(gap in (" ", ".", "-", "_") for gap in gaps):
            return True
        return all(self._may_stand(gap, number, one, at) for number, gap in enumerate(gaps, 1) if gap)

    def _may_stand(self, gap: str, number: int, one: Needle, at: int) -> bool:
        if one.loose:
            return BETWEEN_DIGITS.fullmatch(gap) is not None
        if number in one.gaps:
            return BETWEEN_WORDS.fullmatch(gap) is not None
        return self._is_parted(gap, number, one, at) or WITHIN_A_WORD.fullmatch(gap) is not None

    def _is_parted(self, gap: str, number: int, one: Needle, at: int) -> bool:
        """Whether a word of a name is written as two: Abdul Rahman, Abd al-Rahman, Mary Ann; but not "has an" for
        Hasan."""
        begins = max((before for before in one.gaps if before < number), default=0)
        ends = min((after for after in one.gaps if after > number), default=len(one.letters))
        before, after = one.letters[begins:number], one.letters[number:ends]
        long_enough = min(len(before), len(after)) >= SHORTEST_PART and len(before + after) >= SHORTEST_PARTED
        capitals = self._is_capital(at + begins) and self._is_capital(at + number)
        return gap == " " and (before in BEFORE_A_NAME or long_enough or capitals)

    def _gap(self, at: int) -> str:
        """What stands before this letter and after the one before it."""
        if at <= 0 or at >= len(self.places):
            return " "
        return self.text[self.places[at - 1] + 1 : self.places[at]]

    def _is_capital(self, at: int) -> bool:
        place = self.places[at]
        start, _ = self.compared.place(place, place + 1)
        letter = self.compared.typed[start]
        return letter != letter.lower() or letter.upper() == letter.lower()
