"""A child's names and numbers, brought to one form so that the same child is found again."""

import re
import unicodedata

import jellyfish
from django.core.exceptions import ValidationError
from stdnum.exceptions import InvalidComponent
from stdnum.exceptions import ValidationError as NumberError
from stdnum.gb import nhs, upn

# The numbers of a child, each settled on one record at most, and how a sentence calls them.
NUMBERS = {"nhs_number": "NHS number", "upn": "UPN", "social_care_id": "social-care number"}
SHORTEST_BEGINNING, LONGEST_BEGINNING = 3, 30  # letters of a word by which it is found
LONGEST_SOUND = 120  # as the column: metaphone writes some letters as two


def plain(text: str) -> str:
    """`text` without accents and case, so that Zoë and ZOE meet. Letters of other scripts are kept."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).casefold().strip()


def sounds_of(*names: str) -> list[str]:
    """The sounds (metaphone) of every word in `names`, sorted; a word of another script stands for itself.

    A double-barrelled name counts by its parts and as one word, because people write it either way.
    """
    words = {
        word
        for name in names
        for spelt in (plain(name).replace("-", " "), plain(name).replace("-", ""))
        for word in spelt.replace("'", "").split()
    }
    return sorted({(jellyfish.metaphone(word) or word)[:LONGEST_SOUND] for word in words})


def words_of(text: str) -> list[str]:
    """The words of `text` as they are compared: plain, without apostrophes; a double-barrelled one by its parts."""
    return re.findall(r"\w+", re.sub("['’]", "", plain(text)))


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


def clean_nhs_number(value: str) -> str:
    """Ten digits without spaces. Raises ValidationError with a sentence when the check digit is wrong."""
    if not value:
        return ""
    try:
        return nhs.validate(value)
    except NumberError as error:
        raise ValidationError(
            "This is not an NHS number: check each of its 10 digits. The last one is worked out from the others."
        ) from error


def clean_upn(value: str) -> str:
    """A letter and 12 more characters. Raises ValidationError with a sentence when the check letter is wrong."""
    if not value:
        return ""
    try:
        return upn.validate(value)
    except InvalidComponent as newer_council:
        # The library's list of councils is of 2011: a newer council's number is judged by its check letter.
        if (number := upn.compact(value))[0] == upn.calc_check_digit(number[1:]):
            return number
        raise ValidationError("This is not a unique pupil number: its letter does not fit.") from newer_council
    except NumberError as error:
        raise ValidationError(
            "This is not a unique pupil number: check its letter and 12 digits. The letter is worked out from the rest."
        ) from error
