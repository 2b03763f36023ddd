"""Limits on guessing passwords and codes that cannot lock out the innocent. Why: emerald/decisions/0004-sign-in.md.

django-axes counts in the database. What it counts by is ours: an account as seen from unknown browsers (by e-mail
address) or from one browser its owner has used before (by that browser's name). TRIES wrong ones close that one
counter for WAIT. Nothing is counted by network address: a council's offices share one, and behind a proxy that
EMERALD_PROXIES does not count everybody in the world does. Whoever tries many accounts is told of on *Operations*.
"""

import datetime
import math
from datetime import timedelta
from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt
from django.contrib.auth.signals import user_login_failed
from django.core.exceptions import ValidationError
from django.db import connection
from django.http import HttpResponse
from django.utils import timezone

from emerald.accounts.devices import device_of
from emerald.accounts.models import User
from emerald.audit.client_address import address_of

TRIES = 5
WAIT = datetime.timedelta(minutes=15)
LATELY = datetime.timedelta(hours=1)
KNOWN = "device:"


def counter(request: Any, credentials: dict[str, Any] | None = None) -> str:
    """What tries are counted by, in place of axes' user name."""
    credentials = credentials or {}
    email = credentials.get("email") or credentials.get("username") or request.POST.get("login", "")
    device = device_of(request, email)
    return f"{KNOWN}{device}" if device else email.strip().lower()[:200]


class BrowserThrottle(AxesDatabaseHandler):
    """axes' own counting, one try at a time per counter."""

    def is_locked(self, request: Any, credentials: dict[str, Any] | None = None) -> bool:
        # Without this, a hundred guesses sent at the same moment would all be looked at before any was counted.
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"sign-in {counter(request, credentials)}"])
        request.wait_to_try_again = self._wait(request, credentials)
        return bool(request.wait_to_try_again)

    def user_login_failed(
        self, sender: Any, credentials: dict[str, Any] | None, request: Any | None = None, **kwargs: Any
    ) -> None:
        super().user_login_failed(sender, credentials, request, **kwargs)
        if request is not None:
            self._forget_what_was_sent(request, credentials)
            request.wait_to_try_again = self._wait(request, credentials)

    def _forget_what_was_sent(self, request: Any, credentials: dict[str, Any] | None) -> None:
        """axes writes down the whole query string and form; where somebody wanted to go is in the one, anything in the
        other. Nothing of it is counted by."""
        AccessAttempt.objects.filter(username=counter(request, credentials)).update(get_data="", post_data="")

    def _wait(self, request: Any, credentials: dict[str, Any] | None) -> timedelta | None:
        if self.get_failures(request, credentials) < TRIES:
            return None
        attempts = AccessAttempt.objects.filter(username=counter(request, credentials))
        wait = attempts.latest("attempt_time").attempt_time + WAIT - timezone.now()
        return wait if wait <= WAIT else None  # the clock was set back since: nobody waits for it to catch up


def tried_lately() -> int:
    """How many addresses of accounts were tried with a wrong password or code from unknown browsers within LATELY."""
    tried = AccessAttempt.objects.filter(attempt_time__gt=timezone.now() - LATELY).exclude(username__startswith=KNOWN)
    return tried.values("username").distinct().count()


def address(request: Any) -> str | None:
    return address_of(request)


def locked_page(request: Any, response: HttpResponse, credentials: dict[str, Any] | None) -> HttpResponse:
    """axes asks for the page of somebody who must wait: the form they used, which already carries the sentence."""
    response.status_code = 429
    response["Retry-After"] = str(math.ceil(_seconds(request)))
    return response


def refuse_if_waiting(request: Any) -> None:
    """Raise the sentence that says how long to wait, if this try was refused or was the last one allowed."""
    if getattr(request, "axes_locked_out", False):
        minutes = math.ceil(_seconds(request) / 60)
        raise ValidationError(
            f"There were too many wrong tries. Wait {minutes} minute{'s' if minutes > 1 else ''}, then try again. "
            "On a computer you have signed in from before, others' wrong tries do not count.",
            code="wait",
        )


def note_wrong_code(request: Any, user: User) -> None:
    """A wrong second-step code uses up a try like a wrong password; raises the sentence when it was the last."""
    user_login_failed.send(sender=__name__, credentials={"email": user.email}, request=request)
    refuse_if_waiting(request)


def _seconds(request: Any) -> float:
    return max((getattr(request, "wait_to_try_again", None) or WAIT).total_seconds(), 1)
