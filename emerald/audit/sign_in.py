"""Sign-ins, failures, lock-outs and sign-outs, as Django and axes announce them."""

from collections.abc import Mapping
from typing import Any

import pghistory
from axes.signals import user_locked_out
from django.contrib.auth import get_user_model
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest

from emerald.audit.actor import who
from emerald.audit.record import record, record_act, refuse


@receiver(user_logged_in)
def signed_in(sender: Any, request: HttpRequest, user: Any, **_: Any) -> None:
    pghistory.context(**who(user))
    record(request, "signed in", subject="account", subject_id=user.pk)


@receiver(user_logged_out)
def signed_out(sender: Any, request: HttpRequest, user: Any, **_: Any) -> None:
    if user:
        record_act(user, "signed out", subject="account", subject_id=user.pk)


@receiver(user_login_failed)
def sign_in_failed(sender: Any, credentials: Mapping[str, Any], request: HttpRequest | None = None, **_: Any) -> None:
    _turned_away(request, "sign-in failed", credentials, why="The address, the password or the code was wrong.")


@receiver(user_locked_out)
def locked_out(sender: Any, request: HttpRequest, username: str | None = None, **_: Any) -> None:
    _turned_away(request, "locked out", {"email": username}, why="Too many wrong passwords.")


def _turned_away(request: HttpRequest | None, verb: str, credentials: Mapping[str, Any], why: str) -> None:
    """A failed attempt is nobody's; the entry is about the account they tried, if there is one.

    What was typed is kept nowhere: people type their password into the wrong box.
    """
    address = credentials.get("email") or credentials.get("username") or ""
    try:
        account = get_user_model().objects.get_by_natural_key(address).pk
    except get_user_model().DoesNotExist:
        account = None
    if request is not None:
        refuse(request, verb, subject="account", subject_id=account, why=why)
