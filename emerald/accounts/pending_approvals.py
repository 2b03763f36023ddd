"""What waits for a second person: roles, and changes to accounts."""

from typing import Any

from emerald.accounts.models import AccountChange, Appointment, User
from emerald.accounts.permissions import SiteRight
from emerald.paging import counted


def waiting_for(user: User, **more: Any) -> dict[str, int]:
    """What the first page tells: how much waits for this person's decision, how much about themself, and how many rows
    the querysets in `more` have. One query."""
    mine, askings = {"changes_to_me": AccountChange.objects.about(user), **more}, _askings_for(user)
    found = counted(**mine, **askings)
    return {name: found[name] for name in mine} | {"roles_waiting": sum(found[name] for name in askings)}


def _askings_for(user: User) -> dict[str, Any]:
    """What this person could decide about now; nothing without the right to decide."""
    if not user.has_site_right(SiteRight.APPROVE_PEOPLE):
        return {}
    return {asked.__name__: asked.objects.waiting_for(user) for asked in (Appointment, AccountChange)}
