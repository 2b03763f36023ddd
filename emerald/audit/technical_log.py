"""What the machines' own log may hold: references, addresses of pages and of code; never what somebody typed."""

import copy
import logging
import re
import traceback
from logging import LogRecord
from typing import Any

from django.http import HttpRequest

REFERENCE = re.compile(r"[A-Z]{2}-\d{4}-\d{4,7}")
# What Celery says of a task besides its name: these quote its arguments, its answer or its error.
_QUOTING = ("args", "kwargs", "exc", "return_value", "traceback")


class Wordless(logging.Formatter):
    """Leaves the message out of every exception: a database error quotes the row, a form error what was typed.

    What helps to mend it stays: the kinds of error, the lines of code, the broken constraint's name.
    """

    def format(self, record: LogRecord) -> str:
        if (request := getattr(record, "request", None)) is not None and isinstance(record.args, tuple):
            given = record.args
            record = copy.copy(record)
            record.args = tuple(_page_of(request) if arg == request.path else arg for arg in given)
        elif isinstance(record.args, dict):
            named = record.args
            record = copy.copy(record)
            record.args = {key: "(left out)" if key in _QUOTING else value for key, value in named.items()}
        return super().format(record)

    def formatException(self, exc_info: Any) -> str:
        lines, error = [], exc_info[1]
        while error is not None:
            lines += [_kind(error), *traceback.format_tb(error.__traceback__)]
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "".join(lines).rstrip()


def _page_of(request: HttpRequest) -> str:
    """The page and the references in its address; in the address itself anything may be typed, and a link that opens
    something by itself is a key."""
    match = getattr(request, "resolver_match", None)
    if match is None:
        return "an unknown address"
    return " ".join([match.view_name, *(value for value in match.kwargs.values() if REFERENCE.fullmatch(str(value)))])


def _kind(error: BaseException) -> str:
    constraint = getattr(getattr(error, "diag", None), "constraint_name", None)
    told = f" (constraint {constraint})" if constraint else ""
    return f"{type(error).__module__}.{type(error).__qualname__}{told}\n"
