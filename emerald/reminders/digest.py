"""The words of the e-mail: reference, what it is, when, and a link. Never a child's name."""

from collections.abc import Sequence
from typing import Any

from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from emerald.addresses import full_address
from emerald.mail.models import Kind, Mail
from emerald.mail.outbox import composes
from emerald.reminders.models import Notice
from emerald.reminders.still_due import still_due
from emerald.words import plural


@composes(Kind.DIGEST)
def compose(mail: Mail, this_round: dict[str, Any]) -> Any:
    """What of it still holds at this moment; None when nothing does, or its reader may not enter any more."""
    notices = leave_out_what_ended(mail, this_round)
    return digest(mail, notices) if notices and mail.recipient and mail.recipient.may_enter() else None


@transaction.atomic
def leave_out_what_ended(mail: Mail, this_round: dict[str, Any]) -> list[Notice]:
    """The notices of `mail` that still hold. Those that do not are taken out of it: withdrawn ones that come to stand
    again later can then still be mailed. `this_round`: see `still_due`."""
    holding = list(still_due(mail.notices).earliest_first())
    mail.notices.exclude(pk__in=[notice.pk for notice in holding]).update(mail=None)
    return holding


def digest(mail: Mail, notices: Sequence[Notice]) -> EmailMessage:
    """The EmailMessage that tells `notices` to the recipient of `mail`."""
    overdue = sum(notice.is_overdue for notice in notices)
    things = plural(len(notices), "reminder")
    subject = f"Emerald: {things}, {overdue} overdue" if overdue else f"Emerald: {things}"
    text = render_to_string(
        "emails/digest.txt",
        {
            "name": mail.recipient.name if mail.recipient else "",
            "notices": notices,
            "at": full_address,
            "all": reverse("notices"),
            "away": reverse("time_away"),
        },
    )
    return mail.message(subject, text)
