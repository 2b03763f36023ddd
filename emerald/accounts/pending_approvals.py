"""What waits for a second person: roles, and changes to accounts."""

from emerald.accounts.models import AccountChange, Appointment, User
from emerald.accounts.permissions import SiteRight


def waiting_for(user: User) -> dict[str, int]:
    """What the first page tells: how much waits for this person's decision, and how much about themself."""
    return {"roles_waiting": how_many_wait_for(user), "changes_to_me": AccountChange.objects.about(user).count()}


def how_many_wait_for(user: User) -> int:
    """How many askings this person could decide about now; 0 without the right to decide."""
    if not user.has_site_right(SiteRight.APPROVE_PEOPLE):
        return 0
    return sum(asked.objects.waiting_for(user).count() for asked in (Appointment, AccountChange))
