"""The access log as a list to take away."""

from typing import Any

from emerald.papers.sheets import Sheet
from emerald.words import moment

MOST_ROWS = 50_000  # what a spreadsheet opens without complaint, and one process makes in some seconds


def _cells(entry: Any) -> tuple[Any, ...]:
    return (
        moment(entry.at),
        entry.actor_name or entry.actor_label,
        entry.role_title,
        entry.what,
        entry.get_outcome_display(),
        entry.why,
        entry.detail,
        entry.client or "",
        str(entry.request_id or ""),
    )


ACCESS_LOG = Sheet(
    "Access log",
    ("When", "Who", "Their role", "What", "Result", "Why it was refused", "Details", "From", "Request"),
    _cells,
)
