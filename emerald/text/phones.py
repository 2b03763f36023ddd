"""Telephone numbers as they are compared, and found inside a text."""

import re
from collections.abc import Iterator

from emerald.lazy import lazy
from emerald.text.read import Written, as_read

phonenumbers = lazy("phonenumbers")

SHORTEST, LONGEST = 9, 15  # digits of a whole one
NATIONAL = 9  # digits of a British one without its 0; fewer say nothing without the area
AREA_ZERO = re.compile(r"\( ?0 ?\)")  # +44 (0)113: which of the two is dialled
EXTENSION = re.compile(r"(?:\bext(?:ension|n)?|\bx|#)[ .:]*[0-9]{1,6}\b.*", re.IGNORECASE)
O_FOR_NIL = re.compile(r"(?<=[0-9])[Oo]+(?![A-Za-z])|(?<![A-Za-z])[Oo]+(?=[0-9])|(?<=[0-9])[Oo]+(?=[0-9])")
BETWEEN = r"[ .()/_·-]{0,3}"
RUN = re.compile(rf"\+?[ (]{{0,2}}[0-9](?:{BETWEEN}[0-9])+")
DATE = re.compile(
    r"(?<![0-9])(?<![0-9][ .-])(?:0?[1-9]|[12][0-9]|3[01])(?P<same>[./-])(?:0?[1-9]|1[0-2])(?P=same)(?:19|20)?[0-9]{2}"
    r"(?![0-9]|[./-][0-9])"
)


def phone_as_compared(typed: str) -> str:
    """As +447700900123, British unless it says another country. Of several numbers the first; an extension is no part
    of it. Its digits alone where it is no whole number, "" without any."""
    text = _with_nils(EXTENSION.sub("", as_read(typed).text))
    digits = re.sub(r"[^0-9+() ]", " ", re.sub(r"\([^0-9)]*\)", " ", text))
    return whole_phone(digits) or next((one.form for one in phones_in(text)), re.sub("[^0-9]", "", text))


def whole_phone(text: str) -> str:
    """`text`, digits and what stands between them, as +44…; "" where it is no whole number."""
    both = (text, AREA_ZERO.sub("", text)) if AREA_ZERO.search(text) else (text,)
    parsed = [number for one in both if (number := _parsed(one))]
    likely = [number for number in parsed if phonenumbers.is_valid_number(number)] or parsed[::-1]
    return phonenumbers.format_number(likely[0], phonenumbers.PhoneNumberFormat.E164) if likely else ""


def phones_in(typed: str) -> list[Written]:
    """Every telephone number in `typed`, whole ones only, in their order."""
    read = as_read(typed)
    text = DATE.sub(lambda date: "x" * len(date[0]), _with_nils(read.text))
    found = (one for run in RUN.finditer(text) for one in _numbers_of(run))
    return [Written("phone", form, *read.span(start, end)) for form, start, end in found]


def _numbers_of(run: re.Match[str]) -> Iterator[tuple[str, int, int]]:
    """(as compared, start, end) of the numbers in a run of digits: "14 07700 900123" has one, and its age before."""
    groups = [(one.start() + run.start(), one.end() + run.start()) for one in re.finditer("[0-9]+", run[0])]
    at = 0
    while at < len(groups):
        start = run.start() if at == 0 and run[0].startswith("+") else groups[at][0]
        form, after = _longest(run.string, groups, at, start)
        if form:
            yield form, start, groups[after - 1][1]
        at = after


def _longest(text: str, groups: list[tuple[int, int]], at: int, start: int) -> tuple[str, int]:
    """(as compared, the group after it) of the number that begins with this group; ("", the next) where none does."""
    if not re.match(r"\+|0|44|7", text[start : groups[at][1]]):
        return "", at + 1
    possible: list[tuple[str, int]] = []
    digits = 0
    for after in range(at + 1, len(groups) + 1):
        first, last = groups[after - 1]
        if digits >= SHORTEST and text[first] == "0" and last - first > 2:
            break  # another number begins
        digits += last - first
        if digits > LONGEST + 2:
            break  # a column of numbers is no telephone, and has thousands of groups
        written = text[start:last]
        if SHORTEST <= digits <= LONGEST + 2 and _is_written_so(written) and (form := whole_phone(written)):
            possible.append((form, after))
    known = [one for one in possible if phonenumbers.is_valid_number(phonenumbers.parse(one[0]))]
    return (known or possible or [("", at + 1)])[-1]


def _is_written_so(written: str) -> bool:
    """Whether numbers are written like this: times and ages in a row are not."""
    if written.startswith("7") and len(re.sub("[^0-9]", "", written)) != NATIONAL + 1:
        return False
    alike = len(set(re.findall("[^0-9]+", written.lstrip("+(")))) <= 1
    return alike or any(len(group) != 2 for group in re.findall("[0-9]+", written))


def _with_nils(text: str) -> str:
    """`text` with an O beside a digit read as nil."""
    return O_FOR_NIL.sub(lambda found: "0" * len(found[0]), text)


def _parsed(text: str) -> object | None:
    try:
        number = phonenumbers.parse(text, "GB")
    except phonenumbers.NumberParseException:
        return None
    # Possible, not "valid": whether a number was ever given out is not known here.
    possible = phonenumbers.is_possible_number_with_reason(number) == phonenumbers.ValidationResult.IS_POSSIBLE
    too_short = number.country_code == 44 and len(phonenumbers.national_significant_number(number)) < NATIONAL
    return number if possible and not too_short else None
