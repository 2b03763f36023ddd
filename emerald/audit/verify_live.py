"""Is every row that can be read today the one its history ends with?

One statement for each table, hashed and joined by the database, so that it reads each table once.
"""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import connection

_COMPARE = """
WITH newest AS (SELECT pgh_obj_id AS key, max(pgh_id) AS id FROM {history} GROUP BY pgh_obj_id),
last AS (SELECT newest.key AS told, {history}.* FROM newest JOIN {history} ON {history}.pgh_id = newest.id)
SELECT CASE WHEN last.told IS NULL THEN 'were put in without a trace'
            WHEN live.{key} IS NULL THEN 'were removed without a trace'
            WHEN last.pgh_label = 'delete' THEN 'were put back without a trace'
            ELSE 'were changed without a trace' END AS what,
       count(*), (array_agg(coalesce(live.{key}, last.told) ORDER BY coalesce(live.{key}, last.told)))[1:{shown}]
FROM {table} live FULL JOIN last ON last.told = live.{key}
WHERE CASE WHEN live.{key} IS NULL THEN last.pgh_label <> 'delete'
           WHEN last.told IS NULL OR last.pgh_label = 'delete' THEN true
           ELSE ({live_columns}) IS DISTINCT FROM ({last_columns}) END
GROUP BY 1 ORDER BY 1
"""
SHOWN = 5


def tracked() -> list[Any]:
    """Every model whose changes are kept."""
    return [
        model
        for model in apps.get_models()
        if getattr(getattr(model, "pgh_event_model", None), "pgh_tracked_model", None) is model
    ]


def check_live(there: set[str]) -> Iterator[str]:
    """Sentences about rows and histories that do not agree. `there`: the tables that are in the database."""
    for model in tracked():
        if {model._meta.db_table, model.pgh_event_model._meta.db_table} <= there:
            yield from _compare(model)


def _compare(model: Any) -> Iterator[str]:
    quote, table = connection.ops.quote_name, model._meta.db_table
    columns = sorted(
        field.column for field in model.pgh_event_model._meta.concrete_fields if not field.column.startswith("pgh_")
    )
    with connection.cursor() as cursor:
        cursor.execute(
            _COMPARE.format(
                table=quote(table),
                history=quote(model.pgh_event_model._meta.db_table),
                key=quote(model._meta.pk.column),
                live_columns=", ".join(f"live.{quote(column)}" for column in columns),
                shown=SHOWN,
                last_columns=", ".join(f"last.{quote(column)}" for column in columns),
            )
        )
        for what, number, keys in cursor.fetchall():
            more = " and more" if number > len(keys) else ""
            yield f"{number} rows of {table} {what}: {', '.join(map(str, keys))}{more}."
