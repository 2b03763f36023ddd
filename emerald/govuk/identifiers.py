"""Numbers somebody else gave out: checked by their own rules, kept in one spelling, explained when they do not fit."""

import re
from typing import Any, NoReturn

from django import forms
from stdnum.exceptions import InvalidChecksum, InvalidComponent, InvalidLength, ValidationError
from stdnum.gb import nhs, upn

from emerald.govuk.question import QuestionMixin
from emerald.lazy import lazy
from emerald.text.numbers import is_upn, postcode_as_compared
from emerald.text.read import without_spaces

phonenumbers = lazy("phonenumbers")

# The shape of every postcode in use, the forces' BFPO codes and the one exception among them.
POSTCODE = re.compile(r"(GIR 0AA|BFPO [0-9]{1,4}|[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][ABD-HJLNP-UW-Z]{2})")


class _Number(QuestionMixin, forms.CharField):
    """One line without spelling checks; subclasses turn what was typed into the one spelling that is kept."""

    width = 20
    autocomplete = "off"

    def __init__(self, label: str | None = None, **kwargs: Any) -> None:
        attrs = {"autocomplete": self.autocomplete, "spellcheck": "false"}
        super().__init__(label, widget=forms.TextInput(attrs=attrs), **kwargs)

    def clean(self, value: Any) -> Any:
        value = super().clean(value)
        return value if value in self.empty_values else self.normalise(value)

    def normalise(self, value: str) -> str:
        raise NotImplementedError

    def refuse(self, sentence: str, code: str = "invalid") -> NoReturn:
        raise forms.ValidationError(self.written_sentences.get(code, sentence), code=code)


class PhoneField(_Number):
    """A telephone number, British unless it starts with +. Kept as 07700 900123 or +48 22 123 45 67."""

    def normalise(self, value: str) -> str:
        try:
            number = phonenumbers.parse(value, "GB")
        except phonenumbers.NumberParseException:
            number = None
        # Possible, not "valid": whether a number was ever given out is not for a form to know.
        possible = number and phonenumbers.is_possible_number_with_reason(number)
        if number is None or possible != phonenumbers.ValidationResult.IS_POSSIBLE:
            self.refuse(
                "Enter a telephone number with its area code, like 0113 496 0000, 07700 900123 or +48 22 123 45 67"
            )
        styles = phonenumbers.PhoneNumberFormat
        style = styles.NATIONAL if number.country_code == 44 else styles.INTERNATIONAL
        return phonenumbers.format_number(number, style)


class PostcodeField(_Number):
    """A full postcode, kept in capitals with its one space: S1 2HH."""

    width = 10

    def normalise(self, value: str) -> str:
        bare = postcode_as_compared(value)
        if len(bare) != sum(letter.isalnum() for letter in value):  # more was typed than a postcode
            bare = without_spaces(value).upper()
        split = 4 if bare.startswith("BFPO") else -3
        postcode = f"{bare[:split]} {bare[split:]}"
        if not POSTCODE.fullmatch(postcode):
            self.refuse("Enter a full UK postcode, like S1 2HH")
        return postcode


class NhsNumberField(_Number):
    """Ten digits, the last of which checks the others. Kept without spaces."""

    def normalise(self, value: str) -> str:
        number = without_spaces(value)
        if not number.isascii() or not number.isdecimal():
            self.refuse("NHS number must only have digits, like 943 476 5919")
        try:
            return nhs.validate(number)
        except InvalidLength:
            self.refuse(f"NHS number must have 10 digits – this has {len(number)}", "length")
        except ValidationError:
            self.refuse(
                "This is not an NHS number: its last digit does not fit the others, so one of them is "
                "mistyped. Check it against the source.",
                "check_digit",
            )

    def prepare_value(self, value: Any) -> Any:
        return nhs.format(value) if isinstance(value, str) and nhs.is_valid(value) else value


class UpnField(_Number):
    """A unique pupil number: a letter that checks the rest, then twelve digits (the last may be a letter)."""

    def normalise(self, value: str) -> str:
        number = without_spaces(value).upper()
        try:
            return upn.validate(number)
        except InvalidLength:
            self.refuse(f"UPN must have 13 characters – this has {len(number)}", "length")
        except InvalidComponent:
            # The library's list of councils is of 2011: a newer council's number is judged by its check letter.
            if is_upn(number):
                return number
            self._wrong_letter()
        except InvalidChecksum:
            self._wrong_letter()
        except ValidationError:
            self.refuse("UPN must be a letter, then 12 digits, like H801200001001 (a temporary one ends in a letter)")

    def _wrong_letter(self) -> NoReturn:
        self.refuse(
            "This is not a UPN: its first letter does not fit the digits after it, so one of them is mistyped. "
            "Check it with the school.",
            "check_digit",
        )
