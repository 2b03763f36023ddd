"""What follows for cases when a person's role or teams change, or a person leaves."""

from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from cases.models import Allocation, Case
from cases.models.access.allocated import ending
from cases.models.access.allocation import EndReason, Part
from cases.models.access.restriction import RestrictionName
from cases.models.access.rights import sync_rights
from emerald.accounts.models import User
from emerald.accounts.permissions import SiteRight
from emerald.database.identity import acting_as_emerald


@acting_as_emerald("staff change")
def sync_rights_of_user(user: User) -> None:
    """Bring the rights on every case `user` is joined to by name in step with their new role."""
    sync_rights(
        Case.objects.filter(
            Q(pk__in=Allocation.objects.connecting().filter(user=user).values("case"))
            | Q(child__restrictions__lifted_at=None, child__restrictions__names__user=user)
        ).distinct()
    )


@acting_as_emerald("staff change")
def cases_to_hand_over(user: User) -> list[tuple[str, SiteRight, str, dict[str, Any]]]:
    """The note for the page on which somebody's access is ended."""
    number = Allocation.objects.current().filter(user=user).exclude(part=Part.LINKED).count()
    if not number:
        return []
    cases = "1 case is" if number == 1 else f"{number} cases are"
    return [(f"{cases} still allocated to {user.name}", SiteRight.HAND_OVER, "hand_over", {"pk": user.pk})]


@acting_as_emerald("staff change")
def end_connections_of(user: User, *, by: User) -> None:
    """Somebody who left comes back with nothing: links to cases end, closed cases too, and so do their names on
    restricted records. Only where nobody else is named they stay, or nobody could ever change the list."""
    joined = Allocation.objects.connecting().filter(user=user)
    cases = Case.objects.filter(
        Q(pk__in=list(joined.values_list("case", flat=True)))
        | Q(child__restrictions__lifted_at=None, child__restrictions__names__user=user)
    )
    keys = list(cases.values_list("pk", flat=True))
    joined.current().update(**ending(by, timezone.localdate(), EndReason.LEFT))
    joined.update(end_reason=EndReason.LEFT)
    shared = (
        RestrictionName.objects.filter(restriction__lifted_at=None)
        .values("restriction")
        .annotate(names=Count("pk"))
        .filter(names__gt=1)
        .values("restriction")
    )
    RestrictionName.objects.filter(user=user, restriction__in=shared).delete()
    sync_rights(Case.objects.filter(pk__in=keys))
