"""`@proves_again`: what takes something away, or changes somebody's account, asks for the second step once more.

A page left open, or a password seen over a shoulder, is not enough then. Whoever has no second step (the demonstration)
is asked for nothing. What was typed waits, as it does through sign-in, and is offered again after the code.
"""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from emerald.accounts import interrupted_form

HOLDS_FOR = 5 * 60  # seconds


def proves_again(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Mark a view, above `@idempotent`: it opens within HOLDS_FOR of a code given for such a page.

    The code given at sign-in does not count.
    """

    @wraps(view)
    def answer(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated or proved_lately(request):
            return view(request, *args, **kwargs)
        back = request.get_full_path()
        if request.method == "POST" and interrupted_form.store(request):
            back = reverse("carry_on")
        return redirect(reverse("mfa_reauthenticate", query={"next": back}))

    answer.proves_again = True  # type: ignore[attr-defined]  # a test asks for it
    return answer


def proved_lately(request: Any) -> bool:
    """Whether this person gave a code of their second step just now, or has none."""
    return any(
        one.get("method") == "mfa" and one.get("reauthenticated") and time.time() - one["at"] < HOLDS_FOR
        for one in get_authentication_records(request, request.user)
    ) or not is_mfa_enabled(request.user)
