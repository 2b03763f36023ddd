"""The second step of sign-in: how its secrets are kept, and who still has to set one up."""

import time

from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa import app_settings
from allauth.mfa.adapter import DefaultMFAAdapter, get_adapter
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.core.cache import cache
from django.utils.crypto import salted_hmac

from emerald.accounts import encrypted
from emerald.accounts.session_endings import SIGNED_IN_AT

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


class EncryptedSecrets(DefaultMFAAdapter):
    """Secrets lie encrypted in the database, so that a stolen copy of it signs nobody in.

    The key comes from SECRET_KEY; an old one goes into SECRET_KEY_FALLBACKS while people sign in with the new.
    """

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "That code is not right. Enter the newest code your app shows."
    }

    def encrypt(self, text):
        return encrypted.encrypt(text, to=encrypted.SECOND_STEP)

    def decrypt(self, encrypted_text):
        return encrypted.decrypt(encrypted_text, to=encrypted.SECOND_STEP)


def spend(user, code):
    """Use a code up for as long as it would be right. Raises the sentence when it was used before.

    The library remembers it for half a minute; with MFA_TOTP_TOLERANCE a code is right for a minute and a half.
    """
    window = app_settings.TOTP_PERIOD * (1 + 2 * app_settings.TOTP_TOLERANCE)
    spent = salted_hmac("spent code", f"{user.pk} {normalize_user_code(code)}", algorithm="sha256").hexdigest()
    if not cache.add(f"emerald-spent-{spent}", user.pk, timeout=window):
        raise get_adapter().validation_error("incorrect_code")


def still_to_set_up(request):
    """Whether this person must set up a second step before anything else. Asks the database once a session."""
    if not settings.REQUIRE_SECOND_FACTOR or request.session.get(HAS_ONE):
        return False
    if is_mfa_enabled(request.user):
        request.session[HAS_ONE] = True
        return False
    return True


def spare_the_password(request):
    """Whoever signed in just now and has no second step yet has proved who they are; asked for by the page that sets
    one up, and by the recovery codes that follow it."""
    if time.time() - request.session.get(SIGNED_IN_AT, 0) < FRESH_FOR and not is_mfa_enabled(request.user):
        reauthenticate_by_password(request)


def forget(request):
    """Ask the database again at the next page: the second step is about to change."""
    request.session.pop(HAS_ONE, None)
