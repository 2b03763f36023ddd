"""Start-up checks: nobody holds a right on all cases at once (`manage.py check --database default`)."""

from collections.abc import Collection
from typing import Any

from django.contrib.auth.models import Permission
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DatabaseError
from django.db.models import Q

CHILDREN_AND_SUSPECTS = ("cases", "interventions", "perpetrators")


@register(Tags.database)
def nobody_holds_a_right_on_every_case(
    app_configs: Any | None = None, databases: Collection[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """A right on a case is a row about that case. One given model-wide would open every child's record."""
    if not databases:
        return []
    given = (
        Permission.objects.filter(content_type__app_label__in=CHILDREN_AND_SUSPECTS)
        .filter(Q(user__isnull=False) | Q(group__isnull=False))
        .distinct()
        .order_by("codename")
    )
    try:
        names = [
            f"{permission.content_type.app_label}.{permission.codename}"
            for permission in given.select_related("content_type")
        ]
    except DatabaseError:
        return []  # not migrated yet: nobody can hold anything
    return [
        Error(
            f"'{name}' was given to a person or a group for every case at once.",
            hint="Take it away. Rights on cases follow from allocations, teams and links.",
            id="accounts.E001",
        )
        for name in names
    ]
