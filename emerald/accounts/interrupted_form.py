"""A form sent after the session ended keeps its text: it travels through sign-in and is offered again.

It travels inside the sign-in page, encrypted, never through the database or a log of somebody signed out;
then it waits, still encrypted, in the session of the person it belongs to. Anybody else who signs in on that computer
never sees it. Whose it is, the form itself says (`emerald.accounts.whose_page`), also where no cookie does any more.
"""

import json
from typing import Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from emerald.accounts import encrypted, whose_page
from emerald.accounts.forms.sign_in import SignInForm
from emerald.accounts.models import User
from emerald.accounts.session_endings import sentence
from emerald.govuk.unsaved_input import shown_back, typed_back

FIELD = "carried"
IN_SESSION = "typed_before_sign_in"
LONGEST = 1_000_000
HOLDS = 12 * 3600


def carry_through_sign_in(request: HttpRequest, ended: str) -> HttpResponse | None:
    """The sign-in page with what was posted inside it; None when nothing was typed. `ended`: why nobody is signed in.

    Where nobody can be named it belongs to, or where it is too long to travel, it is given back to be copied.
    """
    owner, fields = _owner(request), _fields(request)
    if not fields:
        return None
    parcel = {"owner": owner, "path": request.get_full_path(), "fields": fields}
    if owner is None or len(json.dumps(parcel)) > LONGEST:
        return render(request, "accounts/typed_back.html", {"typed": typed_back(request)}, status=403)
    return _sign_in_page(request, _sealed(parcel), ended=sentence(ended))


def restore(request: HttpRequest, user: User) -> None:
    """Put what travelled with the password into the session, if it is this person's."""
    parcel = _opened(request.POST.get(FIELD, ""))
    if parcel and parcel["owner"] == user.pk and url_has_allowed_host_and_scheme(parcel["path"], allowed_hosts=None):
        request.session[IN_SESSION] = _sealed(parcel)


def when_sign_in_was_out_of_date(request: HttpRequest) -> HttpResponse | None:
    """What answers a sign-in page that carried somebody's text and was itself out of date; None for any other.

    They may have signed in from another tab meanwhile: then their text is given back to them. While nobody is signed
    in it travels on.
    """
    sealed = request.POST.get(FIELD, "")
    parcel = _opened(sealed)
    if parcel is None:
        return None
    if not request.user.is_authenticated:
        return _sign_in_page(request, sealed)
    if parcel["owner"] != request.user.pk:
        return None
    return render(request, "errors/stale.html", {"typed": shown_back(parcel["fields"].items())}, status=403)


def store(request: HttpRequest) -> bool:
    """Put what was just posted into the session of the person signed in; whether there was anything to put there.

    For a page that asks for proof first. Returns False where nothing was typed or it is too long to wait there.
    """
    parcel = {"owner": request.user.pk, "path": request.get_full_path(), "fields": _fields(request)}
    if not parcel["fields"] or len(json.dumps(parcel)) > LONGEST:
        return False
    request.session[IN_SESSION] = _sealed(parcel)
    return True


def offer(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """After sign-in: the page that offers the text again, where there is some, else the answer given."""
    return redirect("carry_on") if IN_SESSION in request.session else response


def waiting(request: HttpRequest) -> dict[str, Any] | None:
    """What this person had typed: {"path", "fields"}, or None."""
    parcel = _opened(request.session.get(IN_SESSION, ""))
    return parcel if parcel and parcel["owner"] == request.user.pk else None


def throw_away(request: HttpRequest) -> None:
    request.session.pop(IN_SESSION, None)


def _sign_in_page(request: HttpRequest, sealed: str, **words: str) -> HttpResponse:
    return render(request, "account/login.html", {"form": SignInForm(request=request), FIELD: sealed, **words})


def _sealed(parcel: dict[str, Any]) -> str:
    return encrypted.encrypt_small(json.dumps(parcel), to=encrypted.TYPED)


def _opened(sealed: str) -> dict[str, Any] | None:
    """The parcel: {"owner", "path", "fields"}; None where it is none of ours, or too old."""
    try:
        parcel: dict[str, Any] = json.loads(encrypted.decrypt_small(sealed, to=encrypted.TYPED, within=HOLDS))
    except encrypted.CannotBeOpened:
        return None
    return parcel


def _owner(request: HttpRequest) -> int | None:
    """Whose page the form stood on; where it does not say, whose session the cookie names, also when it is over."""
    if (said := whose_page.owner(request)) is not None:
        return said
    if request.user.is_authenticated:
        return request.user.pk
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    return UserSession.objects.filter(session_key=key).values_list("user_id", flat=True).first() if key else None


def _fields(request: HttpRequest) -> dict[str, list[Any]]:
    if request.method != "POST" or not any(
        str(value).strip() for name, value in request.POST.items() if _may_travel(name)
    ):
        return {}
    return {name: values for name, values in request.POST.lists() if _may_travel(name)}


def _may_travel(name: str) -> bool:
    """Passwords, codes and the old page's token stay behind."""
    return name not in {"csrfmiddlewaretoken", "code", whose_page.NAME, FIELD} and "password" not in name.lower()
