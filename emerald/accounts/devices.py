"""Browsers a person has signed in from before, known by a signed cookie (OWASP: "device cookies").

A stranger guessing at somebody's password elsewhere uses up the tries of unknown browsers. The owner, on a browser
that carries this cookie, has tries of their own, so nobody can lock them out from outside. The cookie signs nobody
in: the password is asked all the same. One computer may be known to several people (hot desks).
"""

import datetime
import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from emerald.accounts.encrypted import signing_keys

COOKIE = "__Host-emerald-device" if settings.SESSION_COOKIE_SECURE else "emerald-device"
LASTS = datetime.timedelta(days=180)
PEOPLE_TO_A_BROWSER = 12
SALT = "emerald.accounts.devices"


def device_of(request: HttpRequest, email: str) -> str | None:
    """This browser's own random name where `email` has signed in from it before, else None."""
    known = _known_here(request)
    return next((known[mark] for mark in _marks(email) if mark in known), None)


def is_known(request: HttpRequest) -> bool:
    """Whether anybody at all has signed in from this browser before."""
    return bool(_known_here(request))


def remember(request: HttpRequest, response: HttpResponse, email: str) -> None:
    """Make this browser known to `email` from now on: called once they have proved who they are."""
    mark, *before = _marks(email)
    known = {mark: device_of(request, email) or secrets.token_urlsafe(12)}
    known |= {other: name for other, name in _known_here(request).items() if other not in {mark, *before}}
    kept = list(known.items())[:PEOPLE_TO_A_BROWSER]
    response.set_cookie(
        COOKIE,
        signing.dumps(kept, salt=SALT),
        max_age=LASTS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _known_here(request: HttpRequest) -> dict[str, str]:
    try:
        return dict(signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=LASTS))
    except (signing.BadSignature, TypeError, ValueError):
        return {}


def _marks(email: str) -> list[str]:
    """Stand for the address in the cookie, so that the cookie names nobody. The first is by the present SECRET_KEY."""
    address = email.strip().lower()
    return [salted_hmac(SALT, address, secret=key, algorithm="sha256").hexdigest()[:24] for key in signing_keys()]
