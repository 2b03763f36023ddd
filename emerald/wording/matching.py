"""Finding the list's phrases in a text: whole words, whatever the capitals, apostrophes, hyphens and line breaks.

What stands in double quotation marks (straight or curly, within a paragraph) or in curly single ones is left alone: it
is what somebody said. Straight single quotation marks cannot be told from apostrophes, so they quote nothing.
The script `emerald/frontend/modules/wording.js` finds the same while one types; `tests/journeys/test_wording.py` holds
the two together.
"""

import re

QUOTED = re.compile(r"“[^”\n]*”|\"[^\"\n]*\"|‘(?:[^’\n]|’(?=\w))*’(?!\w)")
APOSTROPHES = str.maketrans(dict.fromkeys("’ʼ‘`´", "'"))
NOT_INSIDE_A_WORD = re.compile(r"(?<!\w)'|'(?!\w)")
BETWEEN_WORDS = re.compile(r"[\s\-‐‑‒–]+")
PUNCTUATION = re.compile(r"[^\w'\s\-‐‑‒–]+")


def plain(text):
    """The words of `text` in small letters with one space between, and " | " wherever a sentence is interrupted."""
    text = NOT_INSIDE_A_WORD.sub(" ", text.translate(APOSTROPHES).lower())
    return BETWEEN_WORDS.sub(" ", PUNCTUATION.sub(" | ", text)).strip()


def without_quotations(text):
    return QUOTED.sub(" | ", text)


def found_in(text, terms):
    """Those of `terms` (each with `words`: its phrase and its other forms) that `text` uses, in the list's order."""
    read = f" {plain(without_quotations(text))} "
    return [term for term in terms if any(f" {plain(words)} " in read for words in term.words)]
