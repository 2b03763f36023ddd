"""What a person typed into a page that could not be saved, to be shown so that they can copy it."""

import re
from typing import Any
from urllib.parse import parse_qs

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.forms.utils import pretty_name
from django.http import HttpRequest, UnreadablePostError

# Never shown again: what proves who somebody is. Whole words, so that a postcode is not mistaken for a code.
SECRET = re.compile(r"password|token|(^|[_-])(code|otp|login)([_-]|$)", re.IGNORECASE)
# Written by the page, not by a person.
MACHINE = re.compile(r"(^|-)(once|version|draft|looked|as_shown|whose|carried)$")
UNREADABLE = (BadRequest, SuspiciousOperation, UnreadablePostError)
WIDTH_OF_A_ROW = 32  # of a telephone: on a wider page a box is higher than it must be, and hides nothing


def _rows(text: str) -> int:
    return min(20, sum(1 + len(line) // WIDTH_OF_A_ROW for line in text.split("\n")))


def typed_back(request: HttpRequest) -> list[Any]:
    """The posted answers that hold text, as {name, text, rows}; empty when nothing was posted or it cannot be read."""
    if request.method != "POST":
        return []
    try:
        posted = list(request.POST.lists())  # none either where Django refused it before
    except UNREADABLE:
        posted = []
    return shown_back(posted or _read_all_the_same(request).items())


def _read_all_the_same(request: HttpRequest) -> dict[str, list[str]]:
    """The answers of a form that was refused for how it was written or for how many they are; {} where it cannot be."""
    try:
        body = request.body if request.content_type == "application/x-www-form-urlencoded" else b""
    except UNREADABLE:
        return {}
    written_in = request.encoding or "utf-8"  # known to Python: Django asks
    percents = body.isascii() and b"\0" not in body
    text = body.decode("ascii" if percents else written_in, "replace")
    return parse_qs(text.lstrip("\ufeff"), encoding=written_in, errors="replace")


def posted_again(request: HttpRequest) -> list[Any] | list[tuple[str, str]]:
    """All that a form sent, as (name, text), for a button that sends the same once more. Empty where a password or
    code is among it, which no page shows again, or a file, which no page can send again."""
    try:
        posted = [(name, text) for name, texts in request.POST.lists() for text in texts]
        has_files = bool(request.FILES)
    except UNREADABLE:
        return []
    secret = any(SECRET.search(name) for name, _ in posted if name != "csrfmiddlewaretoken")
    return [] if secret or has_files or request.method != "POST" else posted


def shown_back(typed: Any) -> list[Any]:
    """The same for answers from elsewhere; `typed` is pairs of a name and its texts."""
    answers = [
        (name, text)
        for name, texts in typed
        for text in texts
        if text.strip() and not SECRET.search(name) and not MACHINE.search(name)
    ]
    return [{"name": pretty_name(name.replace("-", "_")), "text": text, "rows": _rows(text)} for name, text in answers]
