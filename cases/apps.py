from importlib import import_module

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CasesConfig(AppConfig):
    """Children, cases, their life, who works them and who may see them."""

    name = "cases"
    verbose_name = "Cases"

    def ready(self):
        import_module("cases.due")
        import_module("cases.draft_kinds")
        import_module("cases.due_next")
        import_module("cases.people")
        import_module("cases.likeness_due")
        import_module("cases.checks")
        import_module("cases.audit.evidence")
        import_module("cases.risk_due")
        post_migrate.connect(start_frequencies, sender=self, dispatch_uid="frequencies")


def start_frequencies(sender, using, **_):
    """The rows of how often exist as soon as their table does, and again when tests have emptied it."""
    import_module("cases.models.planning.frequency").Frequency.start()
