"""The SQL of what sources ask, with parameters by name, so that it can stand inside a longer statement.

To make a statement out of objects takes Django longer than the database takes to answer it, and a page of what is due
asks some thirty sources. What a source asks stays the same for a day, unless it says that it is `by_the_minute`: each
process makes it once a day.
"""

from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet
from django.db.models.signals import post_migrate
from django.utils import timezone

from emerald.reminders.register import DueSource

Question = Callable[[], QuerySet[Any, Any]]


def due_of(source: DueSource, prefix: str) -> tuple[str, dict[str, Any]]:
    """(SQL, parameters) of what is due by this source; the parameters' names begin with `prefix`."""
    return _named(*_asked(source, source.due), prefix)


def kept_of(source: DueSource, prefix: str) -> tuple[str, dict[str, Any]]:
    """The same of what is kept: with a column more, the moment from which it is over, where the day takes it away."""
    return _named(*_asked(source, source.lasting or source.due), prefix)


def people_of(source: DueSource, prefix: str) -> tuple[str, dict[str, Any]]:
    """The same of who may be told of it."""
    return _named(*_asked(source, source.people), prefix)


def as_named(queryset: QuerySet[Any, Any], prefix: str) -> tuple[str, dict[str, Any]]:
    """The queryset's SQL with its parameters by name."""
    return _named(*sql_of(queryset), prefix)


def sql_of(queryset: QuerySet[Any, Any]) -> tuple[str, tuple[Any, ...]]:
    query: Any = queryset.query
    sql, values = query.sql_with_params()
    return sql, values


def _named(sql: str, values: Sequence[Any], prefix: str) -> tuple[str, dict[str, Any]]:
    names = [f"{prefix}{number}" for number in range(len(values))]
    sql = sql.replace("%%", "%%%%") % tuple(f"%({name})s" for name in names)
    return sql, dict(zip(names, values, strict=True))


def _asked(source: DueSource, question: Question) -> tuple[str, tuple[Any, ...]]:
    if source.by_the_minute:
        return sql_of(question())
    return _asked_on(timezone.localdate(), question)


@lru_cache(maxsize=256)
def _asked_on(day: date, question: Question) -> tuple[str, tuple[Any, ...]]:
    return sql_of(question())


def forget_statements(**_: Any) -> None:
    """The keys of rights stand in them, and a migration may give others."""
    _asked_on.cache_clear()


post_migrate.connect(forget_statements)
