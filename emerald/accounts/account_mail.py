"""What is mailed to people about their accounts. It goes by the outbox, like reminders: tried until it went, and seen
where it did not.

In the outbox lies which mail to whom, and no text. A link is made when its mail leaves: no database, and no copy of
one, ever holds a link that still works, and one that leaves late is good for three days all the same.
"""

from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse

from emerald.accounts import invitation
from emerald.accounts.models import AccountChange, User
from emerald.addresses import full_address
from emerald.mail.models import LINKS, Kind, Mail
from emerald.mail.outbox import composes, post

ABOUT_ACCOUNTS = tuple(kind for kind in Kind if kind != Kind.DIGEST)
SECOND_STEP = (Kind.SECOND_STEP_SET_UP, Kind.SECOND_STEP_REMOVED, Kind.RECOVERY_CODES)


def kind_of(template_prefix: str) -> Kind:
    """The Kind that django-allauth names by its template: "mfa/email/totp_activated"."""
    return Kind(template_prefix.rpartition("/")[2])


def tell(kind: str, user: User | None, *, address: str = "", **facts: Any) -> None:
    """Mail `user`, or somebody who has no account, at `address`; a link goes to where its owner is reached when it
    leaves, whatever is said here. `facts`: `by`, who did it, and `change`, as keys."""
    post(kind, recipient=user, address="" if kind in LINKS else address, **facts)


@composes(*ABOUT_ACCOUNTS)
def compose(mail: Mail, _: Any) -> Any:
    """None for a link to somebody who may not enter any more."""
    if mail.kind in LINKS and not (mail.recipient and mail.recipient.may_enter()):
        return None
    template, words = f"{'mfa' if mail.kind in SECOND_STEP else 'account'}/email/{mail.kind}", words_of(mail)
    subject = render_to_string(f"{template}_subject.txt", words).strip()
    return mail.message(subject, render_to_string(f"{template}_message.txt", words).strip() + "\n")


def words_of(mail: Mail) -> dict[str, Any]:
    """What the templates name."""
    change = AccountChange.objects.with_people().filter(pk=mail.facts.get("change")).first()
    return {
        "user": change.user if change else mail.recipient,
        "by": User.objects.filter(pk=mail.facts.get("by")).first(),
        "change": change,
        "page": full_address(reverse("roles_waiting")),
        "link": invitation.link(mail.recipient) if mail.recipient and mail.kind in LINKS else "",
    }
