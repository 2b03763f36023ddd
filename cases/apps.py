from importlib import import_module

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Children, cases, their life, who works them and who may see them."""

    name = "cases"
    verbose_name = "Cases"

    def ready(self):
        import_module("cases.due")
        import_module("cases.people")
        import_module("cases.checks")
