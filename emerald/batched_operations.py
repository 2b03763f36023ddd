"""Migrations that do not build every model anew after each of their operations: the first of an app, and later ones.

Django renders all models joined to one another after each operation; with sixty tables around the case the first
`migrate` took most of a minute, on every new machine and before every test run. Of a first migration only the end is
wanted: the tables as they stand after its last operation, and their triggers.
"""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from django.db.migrations.operations import (
    AddConstraint,
    AddField,
    AddIndex,
    CreateModel,
    RemoveConstraint,
    RemoveIndex,
    RenameField,
)
from django.db.migrations.operations.base import Operation
from pgtrigger.migrations import AddTrigger, RemoveTrigger


class BatchedOperations(Operation):
    """Wraps the operations of an app's first migration, as `makemigrations` writes them."""

    reduces_to_sql = False
    reversible = False

    def __init__(self, operations: Sequence[Any]) -> None:
        self.operations = operations

    def state_forwards(self, app_label: str, state: Any) -> None:
        state.__dict__.pop("apps", None)  # built again, once, when somebody asks for it
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for operation in self._of(CreateModel):
            schema_editor.create_model(to_state.apps.get_model(app_label, operation.name))
        for operation in self._of(AddTrigger):
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return "Create every table of the app"

    def _of(self, kind: type) -> list[Any]:
        return [operation for operation in self.operations if isinstance(operation, kind)]


# Kinds of operations that may stand in one run: none of a run builds on what another of it has changed.
RUNS = (
    (RemoveTrigger, RemoveConstraint, RemoveIndex),
    (RenameField,),
    (AddField,),
    (AddTrigger, AddConstraint, AddIndex),
)


def in_runs(operations: Sequence[Any]) -> list[Any]:
    """The operations of a later migration, each run of like ones as one: models are built anew once for a run and not
    after each operation, which is what a `migrate` of an empty database spent its time on. The tables become the same.
    """
    runs = groupby(operations, key=lambda operation: next((run for run in RUNS if isinstance(operation, run)), None))
    return [one for kind, run in runs for one in _one_or_each(kind, list(run))]


def _one_or_each(kind: object, operations: list[Any]) -> list[Any]:
    return [OneRun(operations)] if kind and len(operations) > 1 else operations


class OneRun(Operation):
    """Operations that are told to the database one after another, between the same two states of the models."""

    def __init__(self, operations: Sequence[Any]) -> None:
        self.operations = operations

    def state_forwards(self, app_label: str, state: Any) -> None:
        state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for operation in reversed(self.operations):
            operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return "; ".join(operation.describe() for operation in self.operations)
