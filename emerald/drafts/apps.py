from django.apps import AppConfig


class DraftsConfig(AppConfig):
    """What was typed: posted once however often the button was pressed, and kept while it is being written."""

    name = "emerald.drafts"
    label = "drafts"
    verbose_name = "Drafts"
