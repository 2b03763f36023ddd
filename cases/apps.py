from importlib import import_module
from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate

from emerald.audit import expected_schema
from emerald.database.row_policies import provide
from emerald.parts import autodiscover
from emerald.reminders import told_by_right


class CasesConfig(AppConfig):
    """Children, cases, their life, who works them and who may see them."""

    name = "cases"
    verbose_name = "Cases"

    def ready(self) -> None:
        autodiscover(self)
        import_module("cases.checks")
        provide(import_module("cases.row_policies").policies)
        told_by_right.provide(import_module("cases.due.told").RULE)
        days = import_module("cases.models.base.working_days")
        post_migrate.connect(days.put_in_place, sender=self, dispatch_uid="working days")
        expected_schema.provide(days.expected)
        post_migrate.connect(start_frequencies, sender=self, dispatch_uid="frequencies")


def start_frequencies(sender: Any, using: str, **_: Any) -> None:
    """The rows of how often exist as soon as their table does, and again when tests have emptied it."""
    import_module("cases.models.planning.frequency").Frequency.start()
