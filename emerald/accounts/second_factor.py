"""The second step of sign-in: how its secrets are kept, and who still has to set one up."""

import time
from typing import Any

from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa import app_settings
from allauth.mfa.adapter import DefaultMFAAdapter, get_adapter
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.core.cache import cache
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.crypto import salted_hmac

from emerald.accounts import encrypted as under_secret_key
from emerald.accounts.models import User
from emerald.accounts.session_endings import SIGNED_IN_AT
from emerald.encrypted import MARK, SECOND_STEPS, WrongKey, decrypt, encrypt

# Where somebody without a second step may still go: to set one up, to prove who they are, to leave. Where one is
# taken away belongs here too, so that the database is asked again afterwards.
OPEN_WITHOUT = frozenset(
    {
        "mfa_activate_totp",
        "mfa_deactivate_totp",
        "account_reauthenticate",
        "mfa_reauthenticate",
        "account_logout",
        "stay_signed_in",
    }
)
HAS_ONE = "has_second_step"
# Seconds after signing in within which a second step is set up without the password being asked again: time enough to
# put an app on a telephone.
FRESH_FOR = 15 * 60


class CannotBeRead(Exception):
    """The secret of a second step lies under a key that is not there any more, or is no secret of ours."""


class EncryptedSecrets(DefaultMFAAdapter):
    """Secrets lie encrypted in the database, so that a stolen copy of it signs nobody in.

    Under EMERALD_SECOND_STEP_KEYS; those from before there were such keys under SECRET_KEY, until
    `manage.py reencrypt_second_steps` has run.
    """

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "That code is not right. Enter the newest code your app shows.",
        "app_cannot_be_read": "Codes of your app cannot be checked any more, and that is nothing you did. Enter one of "
        "your recovery codes, or ask a system administrator to remove your second step, so that you set up a new one.",
        "cannot_be_read": "Your second step cannot be read any more, and that is nothing you did. Ask a system "
        "administrator to remove it; then sign in with your password and set up a new one.",
    }

    def encrypt(self, text: str) -> str:
        return encrypt(text, under=SECOND_STEPS)

    def decrypt(self, encrypted_text: str) -> str:
        """The secret. Raises CannotBeRead."""
        try:
            if encrypted_text.startswith(MARK):
                return str(decrypt(encrypted_text, under=SECOND_STEPS))
            return under_secret_key.decrypt(encrypted_text, to=under_secret_key.SECOND_STEP)
        except (WrongKey, under_secret_key.CannotBeOpened) as error:
            raise CannotBeRead from error


def say_it_cannot_be_read(request: Any, exception: Exception) -> HttpResponse | None:
    """Middleware's `process_exception`: a page in place of an error, wherever a secret was asked for."""
    return render(request, "mfa/cannot_be_read.html", status=409) if isinstance(exception, CannotBeRead) else None


def spend(user: User, code: str) -> None:
    """Use a code up for as long as it would be right. Raises the sentence when it was used before.

    The library remembers it for half a minute; with MFA_TOTP_TOLERANCE a code is right for a minute and a half. One
    that was used just before SECRET_KEY changed is known by the key before.
    """
    window = app_settings.TOTP_PERIOD * (1 + 2 * app_settings.TOTP_TOLERANCE)
    said = f"{user.pk} {normalize_user_code(code)}"
    spent, *before = (
        f"emerald-spent-{salted_hmac('spent code', said, secret=key, algorithm='sha256').hexdigest()}"
        for key in under_secret_key.signing_keys()
    )
    if cache.get_many(before) or not cache.add(spent, user.pk, timeout=window):
        raise get_adapter().validation_error("incorrect_code")


def still_to_set_up(request: Any) -> bool:
    """Whether this person must set up a second step before anything else. Asks the database once a session."""
    if not settings.REQUIRE_SECOND_FACTOR or request.session.get(HAS_ONE):
        return False
    if is_mfa_enabled(request.user):
        request.session[HAS_ONE] = True
        return False
    return True


def spare_the_password(request: Any) -> None:
    """Whoever signed in just now and has no second step yet has proved who they are; asked for by the page that sets
    one up, and by the recovery codes that follow it."""
    if time.time() - request.session.get(SIGNED_IN_AT, 0) < FRESH_FOR and not is_mfa_enabled(request.user):
        reauthenticate_by_password(request)


def forget(request: Any) -> None:
    """Ask the database again at the next page: the second step is about to change."""
    request.session.pop(HAS_ONE, None)
