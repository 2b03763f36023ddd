"""What holds for every page: it is not kept by the browser, a session ends when it must, a second step is set up."""

import time
from collections.abc import Callable
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse

from emerald.accounts import interrupted_form
from emerald.accounts import second_factor as second_step
from emerald.accounts.session_endings import ACCESS, HOURS, IDLE, OUT, SIGNED_IN_AT

ACTIVE_AT, ACTIVE_EVERY_SECONDS = "active_at", 60


def no_store(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """No page about a child stays in the browser of a shared computer. Assets never come here (WhiteNoise)."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response["Cache-Control"] = "no-store"
        if getattr(request, "clear_site_data", False):
            response["Clear-Site-Data"] = '"cache"'
        return response

    return middleware


def session_limits(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Sign out whose access has ended or who signed in too long ago; say why at the sign-in page."""

    def middleware(request: HttpRequest) -> HttpResponse:
        ended = _why_ended(request)
        if ended in (ACCESS, HOURS):
            answer = _to_sign_in(request, ended)
            get_adapter(request).logout(request)
            return answer
        response = get_response(request)
        return _to_sign_in(request, ended) if _was_sent_to_sign_in(request, response) else response

    def process_view(request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any) -> None:
        if not getattr(view, "not_activity", False):
            _note_activity(request)

    middleware.process_view = process_view  # type: ignore[attr-defined]  # Django looks there for it
    return middleware


def not_activity(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Mark a view that a page's script asks by the clock: it is no sign that somebody is there."""
    view.not_activity = True  # type: ignore[attr-defined]  # read above
    return view


def second_factor(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Where a second step is required, somebody without one reaches only the pages to set it up."""

    def process_view(
        request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if not request.user.is_authenticated:
            return None
        page = request.resolver_match and request.resolver_match.view_name
        if page == "mfa_activate_totp":
            second_step.spare_the_password(request)
        if page in second_step.OPEN_WITHOUT:
            second_step.forget(request)
            return None
        if not second_step.still_to_set_up(request):
            return None
        messages.info(request, "Set up a second step of sign-in before you carry on.")
        return redirect("mfa_activate_totp")

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    middleware.process_view = process_view  # type: ignore[attr-defined]  # Django looks there for it
    middleware.process_exception = second_step.say_it_cannot_be_read  # type: ignore[attr-defined]  # likewise
    return middleware


def _why_ended(request: HttpRequest) -> str | None:
    """Why this browser's session is over, or None where there is nothing to say."""
    if request.user.is_authenticated:
        if not request.user.may_enter():
            return ACCESS
        started = request.session.setdefault(SIGNED_IN_AT, time.time())
        return HOURS if time.time() - started > settings.SESSION_HOURS * 3600 else None
    if SESSION_KEY in request.session:
        return ACCESS  # somebody is named in the session who may no longer sign in
    return IDLE if request.COOKIES.get(settings.SESSION_COOKIE_NAME) and request.session.is_empty() else None


def _note_activity(request: HttpRequest) -> None:
    """Push the idle limit back, and note for the list of one's sessions that this one is in use.

    Once a minute is enough for a limit in minutes, and spares every other page five queries.
    """
    now = time.time()
    if request.user.is_authenticated and now - request.session.get(ACTIVE_AT, 0) >= ACTIVE_EVERY_SECONDS:
        request.session[ACTIVE_AT] = now
        UserSession.objects.create_from_request(request)


def _was_sent_to_sign_in(request: HttpRequest, response: HttpResponse) -> bool:
    return (
        response.status_code == 302
        and not request.user.is_authenticated
        and getattr(request, "resolver_match", None) is not None
        and response["Location"].startswith(f"{reverse('account_login')}?next=")
    )


def _to_sign_in(request: HttpRequest, ended: str | None) -> HttpResponse:
    """The sign-in page, then back here. A script is told in JSON; what was typed into a form is carried along."""
    back = request.get_full_path() if request.method == "GET" else ""
    query = {"next": back} if back else {}
    query |= {"ended": ended} if ended else {}
    address = reverse("account_login", query=query)
    if request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse({"signed_out": True, "sign_in": address}, status=401)
    return interrupted_form.carry_through_sign_in(request, ended or OUT) or redirect(address)
