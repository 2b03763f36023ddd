"""The SQL of what sources ask, with parameters by name, so that it can stand inside a longer statement.

To make a statement out of objects takes Django longer than the database takes to answer it, and a page of what is due
asks some thirty sources. What a source asks stays the same for a day, unless it says that it is `by_the_minute`: each
process makes it once a day.
"""

from functools import lru_cache

from django.db.models.signals import post_migrate
from django.utils import timezone


def due_of(source, prefix):
    """(SQL, parameters) of what is due by this source; the parameters' names begin with `prefix`."""
    return _named(*_asked(source, source.due), prefix)


def kept_of(source, prefix):
    """The same of what is kept: with a column more, the moment from which it is over, where the day takes it away."""
    return _named(*_asked(source, source.lasting or source.due), prefix)


def people_of(source, prefix):
    """The same of who may be told of it."""
    return _named(*_asked(source, source.people), prefix)


def as_named(queryset, prefix):
    """The queryset's SQL with its parameters by name."""
    return _named(*queryset.query.sql_with_params(), prefix)


def _named(sql, values, prefix):
    names = [f"{prefix}{number}" for number in range(len(values))]
    sql = sql.replace("%%", "%%%%") % tuple(f"%({name})s" for name in names)
    return sql, dict(zip(names, values, strict=True))


def _asked(source, question):
    if source.by_the_minute:
        return question().query.sql_with_params()
    return _asked_on(timezone.localdate(), question)


@lru_cache(maxsize=256)
def _asked_on(day, question):
    return question().query.sql_with_params()


def forget_statements(**_):
    """The keys of rights stand in them, and a migration may give others."""
    _asked_on.cache_clear()


post_migrate.connect(forget_statements)
