from django.apps import AppConfig
from django.conf import settings

from emerald.observability import errors


class ObservabilityConfig(AppConfig):
    """What whoever watches the servers is given: lines, figures, errors."""

    name = "emerald.observability"
    label = "observability"
    verbose_name = "Watching the servers"

    def ready(self) -> None:
        if settings.SENTRY_DSN:
            errors.start(settings.SENTRY_DSN, environment=str(settings.MODE))
