"""What a person typed into a page that could not be saved, to be shown so that they can copy it."""

import re

from django.core.exceptions import SuspiciousOperation
from django.forms.utils import pretty_name
from django.http import UnreadablePostError

# Never shown again: what proves who somebody is. Whole words, so that a postcode is not mistaken for a code.
SECRET = re.compile(r"password|token|(^|[_-])(code|otp|login|email)([_-]|$)", re.IGNORECASE)
# Written by the page, not by a person.
MACHINE = re.compile(r"(^|-)(once|version|draft|looked|as_shown)$")
WIDTH_OF_A_ROW = 70


def _rows(text):
    return min(20, sum(1 + len(line) // WIDTH_OF_A_ROW for line in text.split("\n")))


def typed_back(request):
    """The posted answers that hold text, as {name, text, rows}; empty when nothing was posted or it cannot be read."""
    try:
        posted = list(request.POST.lists()) if request.method == "POST" else []
    except (SuspiciousOperation, UnreadablePostError):
        return []
    return shown_back(posted)


def shown_back(typed):
    """The same for answers from elsewhere; `typed` is pairs of a name and its texts."""
    answers = [
        (name, text)
        for name, texts in typed
        for text in texts
        if text.strip() and not SECRET.search(name) and not MACHINE.search(name)
    ]
    return [{"name": pretty_name(name.replace("-", "_")), "text": text, "rows": _rows(text)} for name, text in answers]
