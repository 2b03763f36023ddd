"""Bringing rows that have names, and no keys yet, up to what they are found by."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import QuerySet

from emerald.text.names import name_keys_of

AT_A_TIME = 500  # rows: each statement locks so many, for a moment


def key_names(rows: QuerySet[Any], names_of: Callable[[Any], Iterable[str]]) -> int:
    """Give each of `rows` without them its `name_keys`, a chunk at a time and never all in memory. `names_of`: every
    name of a row. Can be broken off and begun again. Returns how many were given some."""
    done, last = 0, 0
    waiting = rows.filter(name_keys=[]).order_by("pk")
    while chunk := list(waiting.filter(pk__gt=last)[:AT_A_TIME]):
        for row in chunk:
            row.name_keys = name_keys_of(*names_of(row))
        done += rows.model._default_manager.bulk_update(chunk, ["name_keys"])
        last = chunk[-1].pk
    return done


def key_anew(rows: QuerySet[Any], found_by: Callable[[Any], dict[str, list[str]]]) -> int:
    """Bring what each of `rows` is found by up to what the code makes of their names today, a chunk at a time.
    `found_by`: the columns, as they should be. Can be broken off and begun again. Returns how many were changed."""
    done, last = 0, 0
    while chunk := list(rows.order_by("pk").filter(pk__gt=last)[:AT_A_TIME]):
        last = chunk[-1].pk
        changed = []
        for row in chunk:
            columns = found_by(row)
            if any(getattr(row, column) != value for column, value in columns.items()):
                row.__dict__.update(columns)
                changed.append(row)
        if changed:
            done += rows.model._default_manager.bulk_update(changed, [*columns])
    return done
