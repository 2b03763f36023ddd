from importlib import import_module

from django.apps import AppConfig


class PerpetratorsConfig(AppConfig):
    """Persons of concern, places, and the register of disruption."""

    name = "perpetrators"
    verbose_name = "Perpetrators"

    def ready(self):
        import_module("perpetrators.admission_due")
        import_module("perpetrators.connected_shown")
        import_module("perpetrators.connection_due")
        import_module("perpetrators.draft_kinds")
        import_module("perpetrators.found_due")
        import_module("perpetrators.people")
        import_module("perpetrators.due")
        import_module("perpetrators.after_breach")
        import_module("perpetrators.closing")
        import_module("perpetrators.measure_shown")
        import_module("perpetrators.next_up")
        import_module("perpetrators.shown")
        import_module("perpetrators.comparing.tracing")
