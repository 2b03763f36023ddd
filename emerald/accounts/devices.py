"""Browsers a person has signed in from before, known by a signed cookie (OWASP: "device cookies").

A stranger guessing at somebody's password elsewhere uses up the tries of unknown browsers. The owner, on a browser
that carries this cookie, has tries of their own, so nobody can lock them out from outside. The cookie signs nobody
in: the password is asked all the same. One computer may be known to several people (hot desks).
"""

import datetime
import secrets

from django.conf import settings
from django.core import signing
from django.utils.crypto import salted_hmac

COOKIE = "__Host-emerald-device" if settings.SESSION_COOKIE_SECURE else "emerald-device"
LASTS = datetime.timedelta(days=180)
PEOPLE_TO_A_BROWSER = 12
SALT = "emerald.accounts.devices"


def device_of(request, email):
    """This browser's own random name where `email` has signed in from it before, else None."""
    return _known_here(request).get(_mark(email))


def remember(request, response, email):
    """Make this browser known to `email` from now on: called once they have proved who they are."""
    known = {_mark(email): device_of(request, email) or secrets.token_urlsafe(12)}
    known |= {mark: name for mark, name in _known_here(request).items() if mark not in known}
    kept = list(known.items())[:PEOPLE_TO_A_BROWSER]
    response.set_cookie(
        COOKIE,
        signing.dumps(kept, salt=SALT),
        max_age=LASTS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _known_here(request):
    try:
        return dict(signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=LASTS))
    except (signing.BadSignature, TypeError, ValueError):
        return {}


def _mark(email):
    """Stands for the address in the cookie, so that the cookie names nobody."""
    return salted_hmac(SALT, email.strip().lower(), algorithm="sha256").hexdigest()[:24]
