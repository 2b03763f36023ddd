"""Keys that the database gathers first and then looks up one by one.

PostgreSQL makes a join of IN and EXISTS, and may read the whole of a large table to find the few rows that fit. An
array it works out once, and its keys drive the index, also where the condition is one of several joined by OR. For few
keys: whoever asks knows that they are.
"""

from contextlib import suppress
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BooleanField, F, Func, QuerySet


class Gathered(Func):
    """Whether the key in `column` is among those that `keys`, a queryset of one column, finds."""

    template, arg_joiner = "%(expressions)s", " = "
    output_field = BooleanField()  # type: ignore[assignment]  # a property there, and never anything else here

    def __init__(self, column: str, keys: Any) -> None:
        super().__init__(F(column), Func(ArraySubquery(keys.order_by()), function="ANY"))


def keys_at_once(**asked: QuerySet[Any]) -> dict[str, list[int]]:
    """{name: the keys of these rows in their order}, of each queryset in `asked`, in one statement: for a page with
    several short lists, where to ask is dearer than what is found."""
    found: dict[str, list[int]] = {name: [] for name in asked}
    arrays: dict[str, str] = {}
    values: list[Any] = []
    for name, queryset in asked.items():
        with suppress(EmptyResultSet):
            sql, params = queryset.values("pk").query.sql_with_params()
            arrays[name] = f"ARRAY({sql})"
            values += params
    if arrays:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {', '.join(arrays.values())}", values)
            found |= dict(zip(arrays, cursor.fetchone(), strict=True))
    return found
