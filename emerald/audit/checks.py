"""Start-up check: in production Emerald does not run as the owner of its own evidence (`check --deploy --database
default`)."""

from collections.abc import Collection
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Tags, Warning, register
from django.db import DatabaseError, connection

from emerald.audit.database_role import what_is_wrong


@register(Tags.database, deploy=True)
def works_as_a_role_that_owns_nothing(
    app_configs: Any | None = None, databases: Collection[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """A warning and no error: the step that migrates must be the owner, and asks the same check."""
    if not databases or not settings.PRODUCTION:
        return []
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_user")
            (role,) = cursor.fetchone()
        found = list(what_is_wrong(role))
    except DatabaseError:
        return []  # not there yet
    if not found:
        return []
    return [
        Warning(
            " ".join(found[:5]),
            id="audit.W001",
            hint="Run `manage.py grant_application ROLE` as the owner, and let web, worker and beat connect as "
            "ROLE. Only `migrate` needs the owner.",
        )
    ]
