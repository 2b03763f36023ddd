"""The door to pages that show no child: asked in the first line of the view."""

from typing import Any, NoReturn

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from emerald.accounts.models import User
from emerald.accounts.permissions import SiteRight
from emerald.accounts.roles import who_may
from emerald.audit.record import let_in, refuse


class SignedInRequest(HttpRequest):
    """What a view gets behind the sign-in: the middleware has turned everybody else away."""

    user: User
    autosave: Any  # of a page that keeps drafts (`emerald.drafts.autosave`)


def require(request: SignedInRequest, right: SiteRight) -> None:
    """Let in who holds the SiteRight; anybody else gets a 403 that says which roles do, and leaves a refusal."""
    if request.user.has_site_right(right):
        let_in(request)
        return
    _turn_away(request, who_may(right))


def own_account_stays(request: SignedInRequest, user: User) -> None:
    """Nobody changes their own access or role, whatever their rights; refused like a missing right."""
    if user.pk == request.user.pk:
        _turn_away(request, "Nobody can change their own access or role. Ask another system administrator.")


def refused(request: SignedInRequest, reason: Exception) -> NoReturn:
    """Return a verb's NotYours as a page: a 403 with its sentences, and a refusal in the access log."""
    _turn_away(request, str(reason))


def _turn_away(request: HttpRequest, sentence: str) -> NoReturn:
    refuse(request, "refused", subject="page", why=sentence)
    raise PermissionDenied(sentence)
