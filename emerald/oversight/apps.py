from django.apps import AppConfig


class OversightConfig(AppConfig):
    """The caseload in numbers, each of which opens to its rows."""

    name = "emerald.oversight"
    label = "oversight"
    verbose_name = "Oversight"
