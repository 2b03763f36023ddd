"""What a person typed into a page that could not be saved, to be shown so that they can copy it."""

import re
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.forms.utils import pretty_name
from django.http import HttpRequest, UnreadablePostError

# Never shown again: what proves who somebody is. Whole words, so that a postcode is not mistaken for a code.
SECRET = re.compile(r"password|token|(^|[_-])(code|otp|login|email)([_-]|$)", re.IGNORECASE)
# Written by the page, not by a person.
MACHINE = re.compile(r"(^|-)(once|version|draft|looked|as_shown)$")
WIDTH_OF_A_ROW = 32  # of a telephone: on a wider page a box is higher than it must be, and hides nothing


def _rows(text: str) -> int:
    return min(20, sum(1 + len(line) // WIDTH_OF_A_ROW for line in text.split("\n")))


def typed_back(request: HttpRequest) -> list[Any]:
    """The posted answers that hold text, as {name, text, rows}; empty when nothing was posted or it cannot be read."""
    try:
        posted = list(request.POST.lists()) if request.method == "POST" else []
    except (SuspiciousOperation, UnreadablePostError):
        return []
    return shown_back(posted)


def posted_again(request: HttpRequest) -> list[Any] | list[tuple[str, str]]:
    """All that a form sent, as (name, text), for a button that sends the same once more. Empty where a password or
    code is among it, which no page shows again, or a file, which no page can send again."""
    try:
        posted = [(name, text) for name, texts in request.POST.lists() for text in texts]
        has_files = bool(request.FILES)
    except (SuspiciousOperation, UnreadablePostError):
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
