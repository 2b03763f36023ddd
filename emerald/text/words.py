"""The words of a text as they are compared, and what each is found by."""

import re

from emerald.text.compared import as_compared

SHORTEST_BEGINNING, LONGEST_BEGINNING = 3, 30  # letters of a word by which it is found


def words_of(text: str) -> list[str]:
    """The words of `text` as they are compared, without apostrophes; a double-barrelled one by its parts."""
    return re.findall(r"\w+", as_compared(text).replace("'", ""))


def pieces_of(word: str) -> list[str]:
    """The parts of `word` as they stand among beginnings."""
    return [piece[:LONGEST_BEGINNING] for piece in words_of(word)]


def beginnings_of(*texts: str, mark: str = "") -> list[str]:
    """Every beginning of every word in `texts` that somebody may type to find it, each after `mark`.

    From SHORTEST_BEGINNING letters on, and a shorter word as a whole; no longer than LONGEST_BEGINNING.
    """
    words = {word[:LONGEST_BEGINNING] for text in texts for word in words_of(text)}
    return sorted(
        {
            f"{mark}{word[:length]}"
            for word in words
            for length in range(min(len(word), SHORTEST_BEGINNING), len(word) + 1)
        }
    )
