"""The first migration of an app, without building every model anew after each of its operations.

Django renders all models joined to one another after each operation; with sixty tables around the case the first
`migrate` took most of a minute, on every new machine and before every test run. Of a first migration only the end is
wanted: the tables as they stand after its last operation, and their triggers.
"""

from collections.abc import Sequence
from typing import Any

from django.db.migrations.operations import CreateModel
from django.db.migrations.operations.base import Operation
from pgtrigger.migrations import AddTrigger


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
