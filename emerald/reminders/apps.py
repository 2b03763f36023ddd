from django.apps import AppConfig


class RemindersConfig(AppConfig):
    """What is due, who is told, and that they were."""

    name = "emerald.reminders"
    label = "reminders"
    verbose_name = "Reminders"
