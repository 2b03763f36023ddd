"""The door to pages that show no child: asked in the first line of the view."""

from django.core.exceptions import PermissionDenied

from emerald.accounts.roles import ROLES
from emerald.audit.record import refuse


def require(request, right):
    """Let in who holds the SiteRight; anybody else gets a 403 that says which roles do, and leaves a refusal."""
    if request.user.has_site_right(right):
        return
    holders = [role.title.lower() for role in ROLES.values() if right in role.site]
    sentence = f"To {right.label} one must be: {', '.join(holders)}."
    refuse(request, "refused", subject="page", why=sentence)
    raise PermissionDenied(sentence)
