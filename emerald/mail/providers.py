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
import socket
import ssl
from collections.abc import Callable
from functools import cache
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.utils.module_loading import import_string

SMTP = "emerald.mail.providers.Smtp"
PERMANENT = 500  # SMTP: a reply from here up will be the same tomorrow


class DeliveryFailure(Exception):
    """With a sentence for the manager's page, without personal data."""


class PermanentFailure(DeliveryFailure):
    """Trying again will not help."""


class TemporaryFailure(DeliveryFailure):
    """Trying again may help."""


class Smtp:
    """The council's mail server, through Django's settings. One connection carries a whole round of mails."""

    def __init__(self) -> None:
        self.connection: BaseEmailBackend | None = None

    def send(self, mail: EmailMessage) -> None:
        try:
            self._hand_over(mail)
        except DeliveryFailure:
            self.finish()
            raise

    def finish(self) -> None:
        connection, self.connection = self.connection, None
        if connection:
            connection.close()

    def _hand_over(self, mail: EmailMessage) -> None:
        try:
            if self.connection is None:
                self.connection = get_connection()
                self.connection.open()
            self.connection.send_messages([mail])
        except (OSError, smtplib.SMTPException) as trouble:
            raise failure_of(trouble) from None

    def was_accepted(self, reference: str) -> None:
        return None


def failure_of(trouble: Exception) -> DeliveryFailure:
    """What to tell of an exception of smtplib's or the socket's, with what to do about it, and without an address."""
    if isinstance(trouble, smtplib.SMTPRecipientsRefused):
        code = max((code for code, _ in trouble.recipients.values()), default=0)
        kind = PermanentFailure if code >= PERMANENT else TemporaryFailure
        return kind(f"The mail server does not take mail for this address (reply {code}).")
    return TemporaryFailure(next(words(trouble) for kind, words in SENTENCES if isinstance(trouble, kind))[:200])


# The first that fits counts.
SENTENCES: tuple[tuple[Any, Callable[[Any], str]], ...] = (
    (
        smtplib.SMTPAuthenticationError,
        lambda it: (
            "The mail server does not take the user name and password in EMAIL_URL "
            f"(reply {it.smtp_code}). Put the right ones there."
        ),
    ),
    (
        smtplib.SMTPSenderRefused,
        lambda it: (
            "The mail server takes nothing from the sender in DEFAULT_FROM_EMAIL "
            f"(reply {it.smtp_code}). Ask its administrator to allow it."
        ),
    ),
    (
        smtplib.SMTPResponseException,
        lambda it: f"The mail server refuses (reply {it.smtp_code}). Its own log says why.",
    ),
    (
        smtplib.SMTPNotSupportedError,
        lambda it: (
            "The mail server does not offer the encryption or the sign-in that EMAIL_URL asks for. "
            "Check the scheme and the port there."
        ),
    ),
    (
        ssl.SSLCertVerificationError,
        lambda it: f"The certificate of the mail server is not valid ({it.verify_message}). Have it renewed.",
    ),
    (
        ssl.SSLError,
        lambda it: (
            "The mail server and Emerald cannot agree on encryption. Check whether EMAIL_URL should begin with "
            "smtps:// or smtp+tls://."
        ),
    ),
    (socket.gaierror, lambda it: "The name of the mail server in EMAIL_URL is not known. Check it, and the DNS."),
    (
        ConnectionRefusedError,
        lambda it: "Nothing listens where EMAIL_URL says that the mail server is. Start it, or put the port right.",
    ),
    (
        TimeoutError | smtplib.SMTPServerDisconnected,
        lambda it: "The mail server did not answer in time, or broke off. Look at it, and at the firewall on the way.",
    ),
    (Exception, lambda it: f"The connection to the mail server broke ({type(it).__name__}). Its own log says why."),
)


def mail_is_set_up() -> bool:
    """Whether there is anybody to give an e-mail to."""
    return settings.MAIL_PROVIDER != SMTP or not settings.EMAIL_BACKEND.endswith("dummy.EmailBackend")


@cache
def provider() -> Any:
    return import_string(settings.MAIL_PROVIDER)()
