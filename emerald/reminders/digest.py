"""The words of the e-mail: reference, what it is, when, and a link. Never a child's name."""

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from emerald.addresses import full_address
from emerald.words import plural


def digest(mail, notices):
    """The EmailMessage that tells `notices` to the recipient of `mail`."""
    overdue = sum(notice.is_overdue for notice in notices)
    things = plural(len(notices), "reminder")
    subject = f"Emerald: {things}, {overdue} overdue" if overdue else f"Emerald: {things}"
    text = render_to_string(
        "emails/digest.txt",
        {
            "name": mail.recipient.name,
            "notices": notices,
            "at": full_address,
            "all": reverse("notices"),
            "away": reverse("time_away"),
        },
    )
    return EmailMessage(subject, text, to=[mail.recipient.email], headers={"Message-ID": message_id(mail.reference)})


def message_id(reference):
    """The same at every attempt, so that a receiving server can tell a second copy from a second mail."""
    return f"<{reference}@emerald>"
