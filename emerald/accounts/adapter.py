"""Emerald's answers to the questions django-allauth asks: who may enter, and what the sentences are."""

import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import reverse

from emerald.accounts import account_mail, devices, interrupted_form, throttling
from emerald.accounts.session_endings import SIGNED_IN_AT
from emerald.audit.client_address import address_of


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs themselves up, and nobody enters whose access is not in force."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "The e-mail address or the password is not right. Check both and try again.",
        "enter_current_password": "That is not your current password.",
        "incorrect_password": "That is not your password.",
        "incorrect_code": "That code is not right. Enter the newest code your app shows.",
        "invalid_password_reset": "This link is no longer valid. Ask for a new one.",
        "rate_limited": "That was too often in a short time. Wait a minute, then try again.",
        "too_many_login_attempts": "That was too often in a short time. Wait a minute, then try again.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """The same answer as the access log's."""
        address = address_of(request)
        if address is None:
            raise PermissionDenied("The network address of this request could not be told.")
        return address

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """allauth's own counters are not used: `guessing` counts, in a way that cannot lock out the innocent."""

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        throttling.refuse_if_waiting(request)

    def pre_login(self, request: HttpRequest, user: Any, **facts: Any) -> Any:
        if not user.may_enter():
            return self.respond_user_inactive(request, user)
        interrupted_form.restore(request, user)
        return super().pre_login(request, user, **facts)

    def login(self, request: HttpRequest, user: Any) -> None:
        super().login(request, user)
        request.session[SIGNED_IN_AT] = time.time()

    def post_login(self, request: HttpRequest, user: Any, **facts: Any) -> Any:
        response = interrupted_form.offer(request, super().post_login(request, user, **facts))
        devices.remember(request, response, user.email)
        return response

    def logout(self, request: HttpRequest) -> None:
        super().logout(request)
        request.clear_site_data = True  # type: ignore[attr-defined]  # for the middleware

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Anybody who has a second step proves who they are with it: a password may have been seen over a shoulder."""
        ways = super().get_reauthentication_methods(user)
        return [way for way in ways if way["id"] != "reauthenticate"] or ways

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("my_account")

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Goes by the outbox, in the same time whether or not an account exists, and whatever the mail server does."""
        account_mail.tell(account_mail.kind_of(template_prefix), context.get("user"), address=email)

    def send_notification_mail(
        self, template_prefix: str, user: Any, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        account_mail.tell(account_mail.kind_of(template_prefix), user, address=user.email)
