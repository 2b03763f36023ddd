"""Numbers as they are compared, and found wherever they stand in a text: telephones, plates, postcodes, NHS and pupil
numbers, however they were typed. What is compared is never shown.

    phone_as_compared("(0113) 496.0000")        "+441134960000"
    numbers_in("ring 07700 900123 about WV63 KLP")   a Written for each: kind, form, and from where to where it stood
"""

import re
from collections.abc import Callable

from stdnum.exceptions import ValidationError
from stdnum.gb import nhs, upn

from emerald.text.phones import phone_as_compared, phones_in
from emerald.text.plates import plate_as_compared, plates_in
from emerald.text.read import Written, as_read

__all__ = [
    "is_upn",
    "nhs_number_as_compared",
    "nhs_numbers_in",
    "numbers_in",
    "phone_as_compared",
    "phones_in",
    "plate_as_compared",
    "plates_in",
    "postcode_as_compared",
    "postcodes_in",
    "upn_as_compared",
    "upns_in",
]

POSTCODE = re.compile(
    r"(?<![A-Za-z0-9])(?:(GIR) ?([0O]AA)|(BFPO) ?([0-9OI]{1,4})"
    r"|([A-Z01]{1,2}[0-9OI][A-Z0-9]?)[ .-]{0,3}([0-9OI][ABD-HJLNP-UW-Z]{2}))(?![A-Za-z0-9])",
    re.IGNORECASE,
)
AREA = re.compile(
    "A[BL]|B[ABDHLNRST]?|C[ABFHMORTVW]|D[ADEGHLNTY]|E[CHNX]?|F[KY]|G[LUY]?|H[ADGPRSUX]|I[GMPV]|JE|K[ATWY]|L[ADELNSU]?"
    "|M[EKL]?|N[EGNPRW]?|O[LX]|P[AEHLOR]|R[GHM]|S[AEGKLMNOPRSTWY]?|T[ADFNQRSW]|UB|W[ACDFNRSV]?|YO|ZE"
)
AS_DIGITS, AS_LETTERS = str.maketrans("OI", "01"), str.maketrans("01", "OI")
NHS_NUMBER = re.compile(r"(?<![0-9])[0-9](?:[ ./-]{0,2}[0-9]){9}(?![0-9])")
UPN = re.compile(r"(?<![A-Za-z0-9])[A-Z](?:[ -]?[0-9]){11}[ -]?[0-9A-Z](?![A-Za-z0-9])", re.IGNORECASE)


def postcode_as_compared(typed: str) -> str:
    """The last in it, in capitals without its space, and 0 and O, 1 and I as they must be; "" where there is none."""
    return next((one.form for one in reversed(postcodes_in(typed))), "")


def nhs_number_as_compared(typed: str) -> str:
    """Its digits; ten where it is one."""
    return re.sub("[^0-9]", "", as_read(typed).text)


def upn_as_compared(typed: str) -> str:
    """In capitals without what stands between."""
    return re.sub("[^A-Z0-9]", "", as_read(typed).text.upper())


def postcodes_in(typed: str) -> list[Written]:
    return _written("postcode", POSTCODE, _postcode, typed)


def nhs_numbers_in(typed: str) -> list[Written]:
    """Those whose last digit fits the others."""
    return _written(
        "nhs_number", NHS_NUMBER, lambda found: _valid(nhs_number_as_compared(found[0]), nhs.is_valid), typed
    )


def upns_in(typed: str) -> list[Written]:
    """Those whose letter fits the digits."""
    return _written("upn", UPN, lambda found: _valid(upn_as_compared(found[0]), is_upn), typed)


def numbers_in(typed: str) -> list[Written]:
    """Every one of them, in their order. Where two may be meant, what is likelier: none stands in another."""
    found: list[Written] = []
    taken = bytearray(len(typed))
    for finds in (upns_in, nhs_numbers_in, phones_in, postcodes_in, plates_in):
        others = [one for one in finds(typed) if not any(taken[one.start : one.end])]
        for one in others:
            taken[one.start : one.end] = b"\1" * (one.end - one.start)
        found += others
    return sorted(found, key=lambda one: one.start)


def is_upn(number: str) -> bool:
    """By its check letter alone: the library's list of councils is of 2011."""
    try:
        return bool(number[0] == upn.calc_check_digit(number[1:]))
    except (ValidationError, ValueError, IndexError):
        return False


def _written(kind: str, pattern: re.Pattern[str], form_of: Callable[[re.Match[str]], str], typed: str) -> list[Written]:
    read = as_read(typed)
    found = ((form_of(match), match.span()) for match in pattern.finditer(read.text))
    return [Written(kind, form, *read.span(*span)) for form, span in found if form]


def _valid(number: str, is_valid: Callable[[str], bool]) -> str:
    return number if is_valid(number) else ""


def _postcode(found: re.Match[str]) -> str:
    """ "" where it is letters alone, and so a word."""
    outward, inward = (part.upper() for part in found.groups() if part)
    if outward in ("GIR", "BFPO"):
        return outward + (inward.replace("O", "0") if outward == "GIR" else inward.translate(AS_DIGITS))
    if not re.search("[0-9]", outward[1:] + inward):
        return ""
    both = (outward[:n].translate(AS_LETTERS) for n in (2, 1) if outward[n:])
    letters = outward[: len(outward) - len(outward.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))]
    area = next((one for one in both if AREA.fullmatch(one)), letters)
    district = outward[len(area) :].translate(AS_DIGITS)
    return f"{area}{district}{inward[0].translate(AS_DIGITS)}{inward[1:]}"
