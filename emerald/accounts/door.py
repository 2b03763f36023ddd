"""The door to pages that show no child: asked in the first line of the view."""

from django.core.exceptions import PermissionDenied

from emerald.accounts.roles import who_may
from emerald.audit.record import let_in, refuse


def require(request, right):
    """Let in who holds the SiteRight; anybody else gets a 403 that says which roles do, and leaves a refusal."""
    if request.user.has_site_right(right):
        return let_in(request)
    _turn_away(request, who_may(right))


def own_account_stays(request, user):
    """Nobody changes their own access or role, whatever their rights; refused like a missing right."""
    if user.pk == request.user.pk:
        _turn_away(request, "Nobody can change their own access or role. Ask another system administrator.")


def refused(request, reason):
    """Answer a verb's NotYours as a page: a 403 with its sentences, and a refusal in the access log."""
    _turn_away(request, str(reason))


def _turn_away(request, sentence):
    refuse(request, "refused", subject="page", why=sentence)
    raise PermissionDenied(sentence)
