"""The check that keeps the demonstration's servers out of production."""

from django.conf import settings
from django.core.checks import Error


def refuse_embedded_in_production(app_configs, **_):
    """A system check; registered by emerald.accounts, which every Emerald has."""
    if not (settings.PRODUCTION and settings.EMBEDDED_SERVERS):
        return []
    return [
        Error(
            "Production may not use the embedded PostgreSQL and Redis.",
            hint="They trust everybody on this machine and nobody backs them up. Set DATABASE_URL and REDIS_URL to "
            "real servers and remove EMERALD_EMBEDDED.",
            id="emerald.E001",
        )
    ]
