from importlib import import_module

from django.apps import AppConfig

from emerald.parts import autodiscover


class FilesConfig(AppConfig):
    """Files people bring: looked at, kept out of reach of the web, scanned, and handed out through a door only."""

    name = "emerald.files"
    label = "files"
    verbose_name = "Files"

    def ready(self) -> None:
        autodiscover(self)
        import_module("emerald.files.cleanup")
