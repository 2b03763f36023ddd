from importlib import import_module

from django.apps import AppConfig

from emerald.parts import autodiscover


class AccountsConfig(AppConfig):
    """People, teams, roles and sign-in."""

    name = "emerald.accounts"
    label = "accounts"
    verbose_name = "People"

    def ready(self) -> None:
        autodiscover(self)
        # Checks register themselves when they are read; they need the models, so not before now.
        import_module("emerald.accounts.checks")
        import_module("emerald.accounts.secrets_traced")
        import_module("emerald.accounts.account_mail")
