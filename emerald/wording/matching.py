"""Finding the list's phrases in a text: whole words, as text is compared (`emerald.text.compared`).

What stands in double quotation marks (straight or curly, within a paragraph) or in curly single ones is left alone: it
is what somebody said. Straight single quotation marks cannot be told from apostrophes, so they quote nothing.
The script `emerald/frontend/modules/wording.js` finds the same while one types; `tests/journeys/test_wording.py` holds
the two together.
"""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from emerald.text.compared import as_compared

if TYPE_CHECKING:
    from emerald.wording.models.term import Term

OPENING = re.compile('[“"‘]')
# By its opening: what ends a quotation, or the paragraph in which it was never ended. A curly single one may stand
# inside a word as an apostrophe, and ends nothing there.
CLOSING = {"“": re.compile("[”\n]"), '"': re.compile('["\n]'), "‘": re.compile(r"’(?!\w)|\n")}
NOT_INSIDE_A_WORD = re.compile(r"(?<!\w)'|'(?!\w)")
BETWEEN_WORDS = re.compile(r"[ -]+")
PUNCTUATION = re.compile(r"[^\w' -]+")


def plain(text: str) -> str:
    """The words of `text` as they are compared, one space between, and " | " wherever a sentence is interrupted."""
    text = NOT_INSIDE_A_WORD.sub(" ", as_compared(text))
    return BETWEEN_WORDS.sub(" ", PUNCTUATION.sub(" | ", text)).strip()


def quotations(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of each quotation. Every character is looked at a few times at most, however many are never closed:
    where a paragraph's rest was searched for a closing in vain, it is not searched for the same one again."""
    place, searched_to = 0, dict.fromkeys(CLOSING, 0)
    while opening := OPENING.search(text, place):
        kind, place = opening[0], opening.end()
        if place <= searched_to[kind]:
            continue
        closing = CLOSING[kind].search(text, place)
        if closing and closing[0] != "\n":
            place = closing.end()
            yield opening.start(), place
        else:
            searched_to[kind] = closing.start() if closing else len(text)


def without_quotations(text: str) -> str:
    left, place = [], 0
    for start, end in quotations(text):
        left += [text[place:start], " | "]
        place = end
    return "".join([*left, text[place:]])


def found_in(text: str, terms: "Iterable[Term]") -> "list[Term]":
    """Those of `terms` (each with `words`: its phrase and its other forms) that `text` uses, in the list's order."""
    read = f" {plain(without_quotations(text))} "
    return [term for term in terms if any(f" {plain(words)} " in read for words in term.words)]
