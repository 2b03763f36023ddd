"""A migration that takes away the index Django makes for a foreign key."""

from typing import Any

from django.db.migrations.operations import AlterField


class DropKeyIndex(AlterField):
    """As AlterField to `db_index=False`, which drops every index on the column alone that `Meta.indexes` does not name:
    also the partial unique ones of constraints, such as the one open case of a child. This drops what is not unique.
    """

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        model = from_state.apps.get_model(app_label, self.model_name)
        column = model._meta.get_field(self.name).column
        named = {index.name for index in model._meta.indexes}
        found = schema_editor._constraint_names(model, [column], index=True, unique=False, type_="idx", exclude=named)
        for name in found:
            schema_editor.execute(schema_editor._delete_index_sql(model, name))

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        super().database_forwards(app_label, schema_editor, from_state, to_state)
