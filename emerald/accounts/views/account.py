"""One's own account: what one may do, one's sessions, staying signed in."""

from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.internal import flows
from allauth.usersessions.models import UserSession
from allauth.usersessions.views import ListUserSessionsView
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from emerald.accounts import interrupted_form
from emerald.accounts.door import SignedInRequest
from emerald.accounts.names import browser
from emerald.accounts.navigation import settings_for
from emerald.accounts.roles import ROLES


@require_safe
def my_account(request: SignedInRequest) -> HttpResponse:
    return render(
        request,
        "accounts/my_account.html",
        {
            "role": ROLES.get(request.user.role),
            "teams": request.user.teams,
            "changes": request.user.accountchanges.with_people(),
            "has_second_step": is_mfa_enabled(request.user),
        },
    )


@require_safe
def who_may_do_what(request: SignedInRequest) -> HttpResponse:
    return render(request, "accounts/who_may_do_what.html", {"roles": ROLES.values()})


@require_safe
def settings_there_are(request: SignedInRequest) -> HttpResponse:
    """What this person may set for the team; most may set nothing, and the page says so."""
    return render(request, "accounts/settings.html", {"settings": settings_for(request.user)})


@require_POST
def stay_signed_in(request: SignedInRequest) -> HttpResponse:
    """Any request keeps the session; this one is for a script. The token goes into forms already on the page.

    `person` lets the script see that somebody else signed in on this computer meanwhile.
    """
    return JsonResponse({"minutes": settings.IDLE_MINUTES, "csrf": get_token(request), "person": request.user.pk})


def sessions(request: SignedInRequest) -> HttpResponse:
    """The library's list of one's sessions; posting it ends all but this one."""
    return ListUserSessionsView.as_view(extra_context={"browser": browser})(request)


@require_POST
def end_session(request: HttpRequest, pk: int) -> HttpResponse:
    """End one of one's own sessions; the other browser is signed out at its next request."""
    flows.sessions.end_sessions(request, [get_object_or_404(UserSession, pk=pk, user=request.user)])
    if not request.user.is_authenticated:
        return redirect("account_login")
    messages.success(request, "That session was ended.")
    return redirect("usersessions_list")


@require_POST
def sign_out_everywhere(request: SignedInRequest) -> HttpResponse:
    flows.sessions.end_sessions(request, list(request.user.usersession_set.all()))  # type: ignore[attr-defined]  # allauth's
    messages.success(request, "You are signed out everywhere.")
    return redirect("account_login")


@require_http_methods(["GET", "HEAD", "POST"])
def carry_on(request: SignedInRequest) -> HttpResponse:
    """What one typed into a form before one had to sign in again. Nothing of it is saved until it is sent on."""
    parcel = interrupted_form.waiting(request)
    if parcel is None:
        return redirect("home")
    if request.method == "POST":
        interrupted_form.throw_away(request)
        return redirect("home")
    return render(request, "accounts/carry_on.html", {"path": parcel["path"], "fields": parcel["fields"]})
