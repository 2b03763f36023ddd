from importlib import import_module

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Evidence: who read, who changed, and the seals that show nobody altered the record since."""

    name = "emerald.audit"
    label = "audit"
    verbose_name = "Evidence"

    def ready(self) -> None:
        # Models may only be imported now that the registry is full.
        import_module("emerald.audit.sign_in")
        import_module("emerald.audit.checks")
        import_module("emerald.audit.sign_in_changes")
        import_module("emerald.audit.after_migrate").watch(self)
