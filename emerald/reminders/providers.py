"""How an e-mail leaves. A provider can send, and some can be asked whether they took a mail already.

    send(mail)                 EmailMessage; returns when it was accepted. Raises PermanentFailure for good,
                               TemporaryFailure for now.
    was_accepted(reference)    True, False, or None when it cannot be told. Raises TemporaryFailure when it does not
                               answer.
    finish()                   the round of sending is over: close what was held open for it.

The mail's reference is the same at every attempt. A provider that answers was_accepted makes a mail go exactly once;
with SMTP, which cannot be asked, the one mail in flight when a worker is killed may go twice.
"""

import smtplib
from functools import cache

from django.conf import settings
from django.core.mail import get_connection
from django.utils.module_loading import import_string

from emerald.accounts.adapter import mail_is_set_up

PERMANENT = 500  # SMTP: a reply from here up will be the same tomorrow


class DeliveryFailure(Exception):
    """With a sentence for the manager's page, without personal data."""


class PermanentFailure(DeliveryFailure):
    """Trying again will not help."""


class TemporaryFailure(DeliveryFailure):
    """Trying again may help."""


class Smtp:
    """The council's mail server, through Django's settings. One connection carries a whole round of mails."""

    def __init__(self):
        self.connection = None

    def send(self, mail):
        try:
            self._hand_over(mail)
        except DeliveryFailure:
            self.finish()
            raise

    def finish(self):
        connection, self.connection = self.connection, None
        if connection:
            connection.close()

    def _hand_over(self, mail):
        try:
            if self.connection is None:
                self.connection = get_connection()
                self.connection.open()
            self.connection.send_messages([mail])
        except smtplib.SMTPRecipientsRefused as refusal:
            code = max((code for code, _ in refusal.recipients.values()), default=0)
            kind = PermanentFailure if code >= PERMANENT else TemporaryFailure
            raise kind(f"The mail server does not take mail for this address (reply {code}).") from None
        except smtplib.SMTPResponseException as refusal:
            raise TemporaryFailure(f"The mail server answered {refusal.smtp_code}.") from None
        except (OSError, smtplib.SMTPException) as trouble:
            raise TemporaryFailure(f"The mail server did not answer ({type(trouble).__name__}).") from None

    def was_accepted(self, reference):
        return None


def reminders_are_mailed():
    """Whether there is anybody to give an e-mail to."""
    return mail_is_set_up() or settings.REMINDER_PROVIDER == "emerald.reminders.notify.Notify"


@cache
def provider():
    return import_string(settings.REMINDER_PROVIDER)()
