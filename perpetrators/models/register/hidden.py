"""How much there is on a record of the register, whoever may see it: told by number, with whom to ask."""

from typing import Any

from django.db.models import BigIntegerField, Func, QuerySet

from emerald.database.identity import acting_as_emerald


@acting_as_emerald("count what is hidden")
def how_many(rows: QuerySet[Any]) -> int:
    """All of `rows`, also those that the database shows nobody who asks."""
    return rows.count()


class ChildrenNamed(Func):
    """How many children the measure with this key names, for a list of measures."""

    function = "register_children_named"
    output_field = BigIntegerField()
