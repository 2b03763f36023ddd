from django.apps import AppConfig

from emerald.parts import autodiscover


class OversightConfig(AppConfig):
    """The caseload in numbers, each of which opens to its rows; and the pages on which the evidence is read."""

    name = "emerald.oversight"
    label = "oversight"
    verbose_name = "Oversight"

    def ready(self) -> None:
        autodiscover(self)
