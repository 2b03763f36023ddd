from importlib import import_module

from django.apps import AppConfig

from emerald.parts import autodiscover


class PerpetratorsConfig(AppConfig):
    """Persons of concern, places, and the register of disruption."""

    name = "perpetrators"
    verbose_name = "Perpetrators"

    def ready(self) -> None:
        autodiscover(self)
        import_module("perpetrators.comparing.trace_signals")
