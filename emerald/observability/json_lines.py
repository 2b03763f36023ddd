"""The machines' own log as lines of JSON, for a collector; the same words are left out as in the lines for people."""

from typing import Any

from pythonjsonlogger.json import JsonFormatter

from emerald.audit.technical_log import Wordless
from emerald.observability import current

# What a line says besides, where `emerald.observability.requests` put it. Whatever else a library hangs on a record
# (the request itself, a task's arguments) stays out.
MORE = ("status", "milliseconds")


class JsonLines(Wordless, JsonFormatter):
    """{time, level, logger, message} and, within a request, request_id, page, method and user; an error's kinds and
    lines of code under `exc_info`. The time is UTC."""

    def __init__(self) -> None:
        names = {"levelname": "level", "name": "logger"}
        super().__init__(["levelname", "name", "message"], rename_fields=names, timestamp="time")

    def add_fields(self, log_data: Any, record: Any, message_dict: Any) -> None:
        super().add_fields(log_data, record, message_dict)
        known = {"time", "level", "logger", "message", "exc_info"}
        for name in set(log_data) - known:
            del log_data[name]
        log_data |= current.facts() | {name: getattr(record, name) for name in MORE if hasattr(record, name)}
