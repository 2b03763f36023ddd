from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People, teams, roles and sign-in."""

    name = "emerald.accounts"
    label = "accounts"
    verbose_name = "People"
