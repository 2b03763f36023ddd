from importlib import import_module

from django.apps import AppConfig


class WordingConfig(AppConfig):
    """Kind language: a quiet word about victim-blaming terms, and prompts to begin a text with."""

    name = "emerald.wording"
    label = "wording"
    verbose_name = "Wording"

    def ready(self) -> None:
        # Models may only be imported now that the registry is full.
        import_module("emerald.wording.after_migrate").watch(self)
        import_module("emerald.wording.notices")
