"""What is to be done next on a case: each app that knows of something tells it, the case page shows it in one list.

A source is two functions. `rows(case)` answers a queryset with the columns key (of a row), text and day (a date in
Europe/London, or None); `tell(case, rows)` makes of what it found the things to do. The rows of all sources are asked
for in one statement, so that the page costs the same however many rooms the house gets.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from django.db import connection
from django.urls import reverse
from django.utils import timezone

from emerald.accounts.permissions import Right


@dataclass(frozen=True)
class Next:
    """One thing to do: in words, by when (a date in Europe/London, or None), and the page on which to do it."""

    text: str
    by: date | None
    page: str
    page_args: dict = field(default_factory=dict)

    @property
    def href(self):
        return reverse(self.page, kwargs=self.page_args)

    @property
    def is_late(self):
        return self.by is not None and self.by < timezone.localdate()


@dataclass(frozen=True)
class Source:
    rows: Callable
    tell: Callable
    needs: Right


_sources: list[Source] = []


def add_source(rows, tell, *, needs):
    """Register a source, from an AppConfig's ready() at the latest; asked only for people who hold `needs`."""
    _sources.append(Source(rows, tell, needs))


def next_up(case):
    """Everything to do next on `case` (from the door), what is due first on top, what has no day last."""
    sources = [source for source in _sources if source.needs in case.rights]
    told = [
        one for source, rows in zip(sources, _rows_of(sources, case), strict=True) for one in source.tell(case, rows)
    ]
    return sorted(told, key=lambda one: one.by or date.max)


def _rows_of(sources, case):
    """For each source its rows [(key, text, day)]."""
    found, parts, values = [[] for _ in sources], [], []
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
