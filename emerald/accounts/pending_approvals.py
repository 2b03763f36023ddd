"""What waits for a second person: roles, and changes to accounts."""

from collections.abc import Mapping, Sized
from typing import Any

from django.db.models import QuerySet

from emerald.accounts.models import AccountChange, Appointment, User
from emerald.accounts.permissions import SiteRight

DECIDED = (Appointment, AccountChange)
ABOUT_ME = "changes_to_me"


def waiting_for(user: User) -> dict[str, QuerySet[Any]]:
    """What waits for this person's decision, of each kind, and what about themself. The first page asks for their keys
    with all else it asks, and tells their `numbers`."""
    return {ABOUT_ME: AccountChange.objects.about(user), **_askings_for(user)}


def numbers(found: Mapping[str, Sized]) -> dict[str, int]:
    """What the first page tells: how much waits for a decision, and how much about oneself."""
    return {
        ABOUT_ME: len(found[ABOUT_ME]),
        "roles_waiting": sum(len(found.get(asked.__name__, ())) for asked in DECIDED),
    }


def _askings_for(user: User) -> dict[str, QuerySet[Any]]:
    """What this person could decide about now; nothing without the right to decide."""
    if not user.has_site_right(SiteRight.APPROVE_PEOPLE):
        return {}
    return {asked.__name__: asked.objects.waiting_for(user) for asked in DECIDED}
