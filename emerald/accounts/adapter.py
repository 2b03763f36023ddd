"""Emerald's answers to the questions django-allauth asks: who may enter, and what the sentences are."""

import time

from allauth.account.adapter import DefaultAccountAdapter
from django.core.exceptions import PermissionDenied
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

    def is_open_for_signup(self, request):
        return False

    def get_client_ip(self, request):
        """The same answer as the access log's."""
        address = address_of(request)
        if address is None:
            raise PermissionDenied("The network address of this request could not be told.")
        return address

    def pre_authenticate(self, request, **credentials):
        """allauth's own counters are not used: `guessing` counts, in a way that cannot lock out the innocent."""

    def authentication_failed(self, request, **credentials):
        throttling.refuse_if_waiting(request)

    def pre_login(self, request, user, **facts):
        if not user.may_enter():
            return self.respond_user_inactive(request, user)
        interrupted_form.restore(request, user)
        return super().pre_login(request, user, **facts)

    def login(self, request, user):
        super().login(request, user)
        request.session[SIGNED_IN_AT] = time.time()

    def post_login(self, request, user, **facts):
        response = interrupted_form.offer(request, super().post_login(request, user, **facts))
        devices.remember(request, response, user.email)
        return response

    def logout(self, request):
        super().logout(request)
        request.clear_site_data = True

    def get_reauthentication_methods(self, user):
        """Anybody who has a second step proves who they are with it: a password may have been seen over a shoulder."""
        ways = super().get_reauthentication_methods(user)
        return [way for way in ways if way["id"] != "reauthenticate"] or ways

    def get_password_change_redirect_url(self, request):
        return reverse("my_account")

    def send_mail(self, template_prefix, email, context):
        """Goes by the outbox, in the same time whether or not an account exists, and whatever the mail server does."""
        account_mail.tell(account_mail.kind_of(template_prefix), context.get("user"), address=email)

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        account_mail.tell(account_mail.kind_of(template_prefix), user, address=user.email)
