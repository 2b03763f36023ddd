"""How an e-mail leaves. A provider can send, and some can be asked whether they took a mail already.

    send(mail)                 EmailMessage; returns when it was accepted. Raises Refused for good, NotNow for now.
    was_accepted(reference)    True, False, or None when it cannot be told.

The mail's reference is the same at every attempt. A provider that answers was_accepted makes a mail go exactly once;
with SMTP, which cannot be asked, the one mail in flight when a worker is killed may go twice.
"""

import smtplib
from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

PERMANENT = 500  # SMTP: a reply from here up will be the same tomorrow


class NotDelivered(Exception):
    """With a sentence for the manager's page, without personal data."""


class Refused(NotDelivered):
    """Trying again will not help."""


class NotNow(NotDelivered):
    """Trying again may help."""


class Smtp:
    """The council's mail server, through Django's settings."""

    def send(self, mail):
        try:
            mail.send()
        except smtplib.SMTPRecipientsRefused as refusal:
            code = max((code for code, _ in refusal.recipients.values()), default=0)
            kind = Refused if code >= PERMANENT else NotNow
            raise kind(f"The mail server does not take mail for this address (reply {code}).") from None
        except smtplib.SMTPResponseException as refusal:
            raise NotNow(f"The mail server answered {refusal.smtp_code}.") from None
        except (OSError, smtplib.SMTPException) as trouble:
            raise NotNow(f"The mail server did not answer ({type(trouble).__name__}).") from None

    def was_accepted(self, reference):
        return None


@cache
def provider():
    return import_string(settings.REMINDER_PROVIDER)()
