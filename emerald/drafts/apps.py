from django.apps import AppConfig


class DraftsConfig(AppConfig):
    """What was typed: posted once however often the button was pressed."""

    name = "emerald.drafts"
    label = "drafts"
    verbose_name = "Drafts"
