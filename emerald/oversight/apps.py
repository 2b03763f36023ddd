from django.apps import AppConfig

from emerald.parts import autodiscover


class OversightConfig(AppConfig):
    """The caseload in numbers, each of which opens to its rows."""

    name = "emerald.oversight"
    label = "oversight"
    verbose_name = "Oversight"

    def ready(self):
        autodiscover(self)
