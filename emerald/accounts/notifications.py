"""Who is told by mail what is done to an account: its owner, at the address they had, and the service managers.

Nobody's new address stands in the mail.
"""

from typing import Any

from emerald.accounts import account_mail
from emerald.accounts.models import User
from emerald.accounts.permissions import SiteRight
from emerald.mail.models import Kind


def asked_for(change: Any, *, by: User | None) -> None:
    """A change waits for a second person."""
    _tell(Kind.CHANGE_ASKED, change, by, change.user.email)


def asked_for_from_the_server(change: Any) -> None:
    """The same of what whoever runs the server asked for: nobody was signed in."""
    _tell(Kind.CHANGE_ASKED, change, None, change.user.email)


def decided(change: Any, *, by: User | None, address: str) -> None:
    """It was approved or declined. `address`: the owner's before anything changed."""
    _tell(Kind.CHANGE_DECIDED, change, by, address)


def changed_alone(user: User, *, by: User, address: str) -> None:
    """One administrator changed an address by themself, of an account that opens no content."""
    account_mail.tell(Kind.ADDRESS_CHANGED, user, address=address, by=by.pk)


def _tell(kind: str, change: Any, by: User | None, address: str) -> None:
    """The owner, and every service manager but the one who did it. Each reads the same."""
    facts = {"by": by.pk if by else None, "change": change.pk}
    account_mail.tell(kind, change.user, address=address, **facts)
    managers = User.objects.with_site_right(SiteRight.APPROVE_PEOPLE).exclude(pk__in=[facts["by"], change.user_id])
    for each in managers:
        account_mail.tell(kind, each, address=each.email, **facts)
