"""GOV.UK Notify, which can be asked by our reference what it took: so each mail goes once.

Its template has the subject ((subject)) and the message ((body)). Notify answers for what it took in the last seven
days; Emerald gives a mail up after one.
"""

from http import HTTPStatus

from django.conf import settings
from django.core.mail import EmailMessage
from notifications_python_client.errors import APIError
from notifications_python_client.notifications import NotificationsAPIClient

from emerald.mail.providers import PermanentFailure, TemporaryFailure


class Notify:
    def __init__(self) -> None:
        self.client = NotificationsAPIClient(
            settings.NOTIFY_KEY, base_url=settings.NOTIFY_API, timeout=settings.EMAIL_TIMEOUT
        )

    def send(self, mail: EmailMessage) -> None:
        [address] = mail.to
        try:
            self.client.send_email_notification(
                address,
                settings.NOTIFY_TEMPLATE,
                reference=reference_of(mail),
                personalisation={"subject": mail.subject, "body": mail.body},
            )
        except APIError as trouble:
            if is_about_the_address(trouble):
                raise PermanentFailure("GOV.UK Notify does not take mail for this address.") from None
            raise TemporaryFailure(sentence(trouble)) from None

    def was_accepted(self, reference: str) -> bool:
        """Raises TemporaryFailure when Notify does not answer: then nothing is sent until it does."""
        try:
            return bool(self.client.get_all_notifications(reference=str(reference))["notifications"])
        except APIError as trouble:
            raise TemporaryFailure(sentence(trouble)) from None

    def finish(self) -> None:
        """Nothing is held open that would have to be closed."""


def reference_of(mail: EmailMessage) -> str:
    return mail.extra_headers["Message-ID"].strip("<>").partition("@")[0]


def is_about_the_address(trouble: APIError) -> bool:
    """What else Notify refuses (the key, the template, the day's limit) somebody can put right, and then it goes."""
    return (
        trouble.status_code == HTTPStatus.BAD_REQUEST
        and isinstance(trouble.message, list)
        and any(
            each.get("error") == "ValidationError" and each.get("message", "").startswith("email_address")
            for each in trouble.message
        )
    )


def sentence(trouble: APIError) -> str:
    """Without what Notify said, which may quote the address."""
    if getattr(trouble, "response", None) is None:
        return "GOV.UK Notify did not answer."
    return f"GOV.UK Notify answered {trouble.status_code}."
