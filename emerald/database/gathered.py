"""Keys that the database gathers first and then looks up one by one.

PostgreSQL makes a join of IN and EXISTS, and may read the whole of a large table to find the few rows that fit. An
array it works out once, and its keys drive the index, also where the condition is one of several joined by OR. For few
keys: whoever asks knows that they are.
"""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, F, Func


class Gathered(Func):
    """Whether the key in `column` is among those that `keys`, a queryset of one column, finds."""

    template, arg_joiner = "%(expressions)s", " = "
    output_field = BooleanField()  # type: ignore[assignment]  # a property there, and never anything else here

    def __init__(self, column: str, keys: Any) -> None:
        super().__init__(F(column), Func(ArraySubquery(keys.order_by()), function="ANY"))
