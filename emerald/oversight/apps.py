from importlib import import_module

from django.apps import AppConfig


class OversightConfig(AppConfig):
    """The caseload in numbers, each of which opens to its rows; and the pages on which the evidence is read."""

    name = "emerald.oversight"
    label = "oversight"
    verbose_name = "Oversight"

    def ready(self):
        # Models may only be imported now that the registry is full.
        import_module("emerald.oversight.evidence.due")
