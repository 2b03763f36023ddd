"""What is to be done next on a case: the next actions that parts declare, which the case page shows in one list.

The rows of all of them are asked for in one statement, so that the page costs the same however many rooms the house
gets.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection
from django.urls import reverse
from django.utils import timezone

from cases.models import Case
from cases.parts import CasePart


@dataclass(frozen=True)
class Next:
    """One thing to do: in words, by when (a date in Europe/London, or None), and the page on which to do it."""

    text: str
    by: date | None
    page: str
    page_args: dict[str, Any] = field(default_factory=dict)

    @property
    def href(self) -> str:
        return reverse(self.page, kwargs=self.page_args)

    @property
    def is_late(self) -> bool:
        return self.by is not None and self.by < timezone.localdate()


def next_up(case: Case) -> list["Next"]:
    """Everything to do next on `case` (from the door), what is due first on top, what has no day last."""
    sources = [source for source in CasePart.joined("next_actions") if source.needs in case.rights]
    told = [
        one
        for source, rows in zip(sources, _rows_of(sources, case), strict=True)
        for one in source.describe(case, rows)
    ]
    return sorted(told, key=lambda one: one.by or date.max)


def _rows_of(sources: Sequence[Any], case: Case) -> list[list[Any]]:
    """For each source its rows [(key, text, day)]."""
    found: list[list[Any]] = [[] for _ in sources]
    parts: list[str] = []
    values: list[Any] = []
    for number, source in enumerate(sources):
        sql, params = source.rows(case).query.sql_with_params()
        parts.append(f"SELECT {number}, source.key, source.text, source.day::date FROM ({sql}) source (key, text, day)")  # noqa: S608  our own names; values are parameters
        values += params
    if parts:
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(parts), values)
            for number, *row in cursor.fetchall():
                found[number].append(tuple(row))
    return found
