"""What follows for cases when a person's role or teams change, or a person leaves."""

from django.db.models import Q

from cases.models import Allocation, Case
from cases.models.access import settle
from emerald.accounts.models.user import on_take_up


def settle_cases_of(user):
    """Bring the rights on every case `user` is joined to by name in step with their new role."""
    settle(Case.objects.filter(
        Q(pk__in=Allocation.objects.connecting().filter(user=user).values("case"))
        | Q(restrictions__lifted_at=None, restrictions__names__user=user)).distinct())


on_take_up.append(settle_cases_of)
