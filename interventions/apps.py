from importlib import import_module

from django.apps import AppConfig


class InterventionsConfig(AppConfig):
    """Direct work with children."""

    name = "interventions"
    verbose_name = "Direct work"

    def ready(self):
        import_module("interventions.closing")
        import_module("interventions.due")
        import_module("interventions.next_up")
        import_module("interventions.pack_section")
        import_module("interventions.shown")
        import_module("interventions.prompts")
