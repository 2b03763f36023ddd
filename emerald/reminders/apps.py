from importlib import import_module

from django.apps import AppConfig


class RemindersConfig(AppConfig):
    """What is due, who is told, and that they were."""

    name = "emerald.reminders"
    label = "reminders"
    verbose_name = "Reminders"

    def ready(self) -> None:
        import_module("emerald.reminders.digest")  # which says that it composes them
        import_module("emerald.reminders.after_migrate").watch()
