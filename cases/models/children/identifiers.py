"""A child's numbers, brought to one form so that the same child is found again."""

from django.core.exceptions import ValidationError
from stdnum.exceptions import InvalidComponent
from stdnum.exceptions import ValidationError as NumberError
from stdnum.gb import nhs, upn

from emerald.text.numbers import is_upn
from emerald.text.read import without_spaces

# The numbers of a child, each settled on one record at most, and how a sentence calls them.
NUMBERS = {"nhs_number": "NHS number", "upn": "UPN", "social_care_id": "social-care number"}


def clean_nhs_number(value: str) -> str:
    """Ten digits without spaces. Raises ValidationError with a sentence when the check digit is wrong."""
    if not value:
        return ""
    try:
        return nhs.validate(without_spaces(value))
    except NumberError as error:
        raise ValidationError(
            "This is not an NHS number: check each of its 10 digits. The last one is worked out from the others."
        ) from error


def clean_upn(value: str) -> str:
    """A letter and 12 more characters. Raises ValidationError with a sentence when the check letter is wrong."""
    if not value:
        return ""
    number = without_spaces(value).upper()
    try:
        return upn.validate(number)
    except InvalidComponent as newer_council:
        # The library's list of councils is of 2011: a newer council's number is judged by its check letter.
        if is_upn(number):
            return number
        raise ValidationError("This is not a unique pupil number: its letter does not fit.") from newer_council
    except NumberError as error:
        raise ValidationError(
            "This is not a unique pupil number: check its letter and 12 digits. The letter is worked out from the rest."
        ) from error
