"""A child's names and numbers, brought to one form so that the same child is found again."""

import unicodedata

import jellyfish
from django.core.exceptions import ValidationError
from stdnum.exceptions import ValidationError as NumberError
from stdnum.gb import nhs, upn


def plain(text):
    """`text` without accents and case, so that Zoë and ZOE meet. Letters of other scripts are kept."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).casefold().strip()


def sounds_of(*names):
    """The sounds (metaphone) of every word in `names`, sorted; a word of another script stands for itself."""
    words = {word for name in names for word in plain(name).replace("-", " ").replace("'", "").split()}
    return sorted({jellyfish.metaphone(word) or word for word in words})


def clean_nhs_number(value):
    """Ten digits without spaces. Raises ValidationError with a sentence when the check digit is wrong."""
    if not value:
        return ""
    try:
        return nhs.validate(value)
    except NumberError as error:
        raise ValidationError(
            "This is not an NHS number: check each of its 10 digits. The last one is worked out from the others."
        ) from error


def clean_upn(value):
    """A letter and 12 more characters. Raises ValidationError with a sentence when the check letter is wrong."""
    if not value:
        return ""
    try:
        return upn.validate(value)
    except NumberError as error:
        raise ValidationError(
            "This is not a unique pupil number: check its letter and 12 digits. The letter is worked out from the rest."
        ) from error
