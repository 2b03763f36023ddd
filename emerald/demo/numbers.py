"""NHS numbers and unique pupil numbers with the right check digit, from ranges that belong to nobody."""

from itertools import count, islice

from stdnum.gb import nhs, upn

TEST_RANGE = 999_000_001  # the NHS gives no patient a number that begins with 999
NO_SCHOOL = "8659999"  # the county's code and the number of no establishment in it


def nhs_numbers(wanted: int) -> list[str]:
    """So many valid numbers, always the same ones. One in eleven has no check digit and is passed over."""
    digits = ((body, -nhs.checksum(f"{body}0") % 11) for body in count(TEST_RANGE, 7))
    return list(islice((f"{body}{digit}" for body, digit in digits if digit < 10), wanted))


def pupil_number(place: int) -> str:
    """The pupil number of the child in this place of the table."""
    body = f"{NO_SCHOOL}{place:05d}"
    return upn.calc_check_digit(body) + body
