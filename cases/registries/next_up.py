"""What is to be done next on a case: the next actions that parts declare, which the case page shows in one list.

The rows of all of them are asked for in one statement, which each process writes once a day for each set of rights: so
the page costs the same however many rooms the house gets.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from django.db import connection
from django.urls import reverse
from django.utils import timezone

from cases.models import Case
from cases.parts import CasePart

ANY_CASE, ANY_CHILD = -(2**62) - 1, -(2**62) - 2  # keys that nothing has


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
    if not sources:
        return found
    sql, values = statement_of(tuple(sources), timezone.localdate())
    with connection.cursor() as cursor:
        cursor.execute(sql, for_case(values, case))
        for number, *row in cursor.fetchall():
            found[number].append(tuple(row))
    return found


@lru_cache(maxsize=64)  # for each set of rights
def statement_of(sources: tuple[Any, ...], day: date) -> tuple[str, tuple[Any, ...]]:
    """(SQL, parameters) by which they are asked on this day about the case that stands for any: to write it takes
    longer than to ask it."""
    any_case = Case(pk=ANY_CASE, child_id=ANY_CHILD)
    parts: list[str] = []
    values: list[Any] = []
    for number, source in enumerate(sources):
        sql, params = source.rows(any_case).query.sql_with_params()
        parts.append(f"SELECT {number}, source.key, source.text, source.day::date FROM ({sql}) source (key, text, day)")  # noqa: S608  our own names; values are parameters
        values += params
    return " UNION ALL ".join(parts), tuple(values)


def for_case(values: Sequence[Any], case: Case) -> list[Any]:
    """The parameters, with the keys of this case in the place of those that stand for any."""
    real = {ANY_CASE: case.pk, ANY_CHILD: case.child_id}
    return [real.get(value, value) if isinstance(value, int) else value for value in values]
