from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The fictional team that reproduces the cabinet report."""

    name = "emerald.demo"
    label = "demo"
    verbose_name = "Demonstration"
