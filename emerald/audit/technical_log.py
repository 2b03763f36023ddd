"""What the machines' own log may hold: references, addresses of pages and of code; never what somebody typed."""

import copy
import logging
import traceback

# What Celery says of a task besides its name: these quote its arguments, its answer or its error.
_QUOTING = ("args", "kwargs", "exc", "return_value", "traceback")


class Wordless(logging.Formatter):
    """Leaves the message out of every exception: a database error quotes the row, a form error what was typed.

    What helps to mend it stays: the kinds of error, the lines of code, the broken constraint's name.
    """

    def format(self, record):
        if isinstance(record.args, dict):
            record = copy.copy(record)
            record.args = {key: "(left out)" if key in _QUOTING else value for key, value in record.args.items()}
        return super().format(record)

    def formatException(self, exc_info):
        lines, error = [], exc_info[1]
        while error is not None:
            lines += [_kind(error), *traceback.format_tb(error.__traceback__)]
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "".join(lines).rstrip()


def _kind(error):
    constraint = getattr(getattr(error, "diag", None), "constraint_name", None)
    told = f" (constraint {constraint})" if constraint else ""
    return f"{type(error).__module__}.{type(error).__qualname__}{told}\n"
