from importlib import import_module

from django.apps import AppConfig
from django.db.models.signals import post_migrate

from emerald.audit import expected_schema
from emerald.database.row_policies import provide
from emerald.parts import autodiscover


class PerpetratorsConfig(AppConfig):
    """Persons of concern, places, and the register of disruption."""

    name = "perpetrators"
    verbose_name = "Perpetrators"

    def ready(self) -> None:
        autodiscover(self)
        import_module("perpetrators.comparing.trace_signals")
        functions = import_module("perpetrators.policies.functions")
        post_migrate.connect(functions.put_in_place, sender=self, dispatch_uid="functions of the register")
        expected_schema.provide(functions.expected)
        provide(import_module("perpetrators.row_policies").policies)
