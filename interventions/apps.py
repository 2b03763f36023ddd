from importlib import import_module

from django.apps import AppConfig


class InterventionsConfig(AppConfig):
    """Direct work with children."""

    name = "interventions"
    verbose_name = "Direct work"

    def ready(self):
        import_module("interventions.registrations.closing")
        import_module("interventions.registrations.due")
        import_module("interventions.registrations.next_up")
        import_module("interventions.registrations.pack_section")
        import_module("interventions.registrations.shown")
        import_module("interventions.sessions.prompts")
        import_module("interventions.contacts.prompts")
