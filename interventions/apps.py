from django.apps import AppConfig

from emerald.parts import autodiscover


class InterventionsConfig(AppConfig):
    """Direct work with children."""

    name = "interventions"
    verbose_name = "Direct work"

    def ready(self) -> None:
        autodiscover(self)
