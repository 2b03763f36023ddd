from django.apps import AppConfig


class BackupsConfig(AppConfig):
    """Everything of one moment in one encrypted file (`manage.py back_up`), and back (`manage.py restore`)."""

    name = "emerald.backups"
    label = "backups"
    verbose_name = "Backups"
