"""Each form says on whose page it stands: the person it was drawn for, as a signed number.

By it a form that arrives when nobody is signed in any more is known to be theirs, also where the browser has forgotten
their session: they signed out in another tab, or it was closed and its tabs came back. The number signs nobody in and
opens nothing; what was typed is shown again to that person alone, once they have signed in
(`emerald.accounts.interrupted_form`).
"""

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString

NAME = "whose"
SIGNER = Signer(salt="whose page a form stands on")


def _hidden(request: HttpRequest) -> SafeString:
    token = format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', get_token(request))
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return token
    return token + format_html('<input type="hidden" name="{}" value="{}">', NAME, SIGNER.sign(str(user.pk)))


# What every form begins with, in place of Django's own `csrf_input`: its token, and whose page it is.
hidden = lazy(_hidden, SafeString, str)


def owner(request: HttpRequest) -> int | None:
    """The key of the person on whose page the posted form stood, or None where it does not say."""
    try:
        return int(SIGNER.unsign(request.POST.get(NAME, "")))
    except (BadSignature, ValueError):
        return None
