"""Columns of evidence that a migration renamed: a seal of before vouches for them under the name of its day.

The names come from the migrations alone. Nothing here asks the database, so that nobody who may change the database can
have one column taken for another.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import RenameField
from django.db.models import Model


def names_now(table: str, columns: Iterable[str], there: set[str]) -> dict[str, str]:
    """{name on the day of the seal: name today} for the sealed `columns` of `table`, which has the columns `there` now.

    A name that was given to another column since is told by this: of a later day, both names are among the sealed.
    """
    renamed, free = renamed_columns().get(table, {}), there - set(columns)
    return {column: renamed[column] if renamed.get(column) in free else column for column in columns}


@cache
def renamed_columns() -> dict[str, dict[str, str]]:
    """{table: {name before: name today}}, of the tables that models have today."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for (app, _), migration in _in_order():
        for operation in chain.from_iterable(map(_each, migration.operations)):
            if isinstance(operation, RenameField):
                _follow(found.setdefault((app, operation.model_name_lower), {}), operation.old_name, operation.new_name)
    tables = {}
    for (app, name), fields in found.items():
        try:
            model = apps.get_model(app, name)
        except LookupError:
            continue
        tables[model._meta.db_table] = dict(_columns(model, fields))
    return tables


def _each(operation: Any) -> list[Any]:
    """The operation, or those that stand in it as one run (`emerald.batched_operations`)."""
    return getattr(operation, "operations", [operation])


def _in_order() -> list[tuple[tuple[str, str], Any]]:
    loader = MigrationLoader(None, ignore_no_migrations=True)
    order: dict[tuple[str, str], None] = {}
    for leaf in sorted(loader.graph.leaf_nodes()):
        order |= dict.fromkeys(loader.graph.forwards_plan(leaf))
    return [(key, loader.graph.nodes[key]) for key in order]


def _follow(fields: dict[str, str], before: str, after: str) -> None:
    for old, new in list(fields.items()):
        if new == before:
            fields[old] = after
    fields[before] = after


def _columns(model: type[Model], fields: dict[str, str]) -> Iterator[tuple[str, str]]:
    for before, after in fields.items():
        try:
            field: Any = model._meta.get_field(after)
        except FieldDoesNotExist:
            continue
        yield before + field.column.removeprefix(after), field.column
