from django.apps import AppConfig


class MailConfig(AppConfig):
    """E-mails on their way: what waits, how it leaves, what became of it."""

    name = "emerald.mail"
    label = "mail"
    verbose_name = "E-mails"
