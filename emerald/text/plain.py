"""Text brought to one form, and the words in it."""

import re
import unicodedata

SHORTEST_BEGINNING, LONGEST_BEGINNING = 3, 30  # letters of a word by which it is found


def plain(text: str) -> str:
    """`text` without accents and case, so that Zoë and ZOE meet. Letters of other scripts are kept."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).casefold().strip()


def words_of(text: str) -> list[str]:
    """The words of `text` as they are compared: plain, without apostrophes; a double-barrelled one by its parts."""
    return re.findall(r"\w+", re.sub("['’]", "", plain(text)))


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
