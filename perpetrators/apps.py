from django.apps import AppConfig


class PerpetratorsConfig(AppConfig):
    """Persons of concern and the register of disruption."""

    name = "perpetrators"
    verbose_name = "Perpetrators"
