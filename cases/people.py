"""What follows for cases when a person's role or teams change, or a person leaves."""

from django.db.models import Q

from cases.models import Allocation, Case
from cases.models.access import settle
from cases.models.allocation import Part
from emerald.accounts.leaving import leaving_notes
from emerald.accounts.models.user import on_take_up
from emerald.accounts.permissions import SiteRight


def settle_cases_of(user):
    """Bring the rights on every case `user` is joined to by name in step with their new role."""
    settle(Case.objects.filter(
        Q(pk__in=Allocation.objects.connecting().filter(user=user).values("case"))
        | Q(child__restrictions__lifted_at=None, child__restrictions__names__user=user)).distinct())


def cases_to_hand_over(user):
    """The note for the page on which somebody's access is ended."""
    number = Allocation.objects.current().filter(user=user).exclude(part=Part.LINKED).count()
    if not number:
        return []
    cases = "1 case is" if number == 1 else f"{number} cases are"
    return [(f"{cases} still allocated to {user.name}", SiteRight.HAND_OVER, "hand_over", {"pk": user.pk})]


on_take_up.append(settle_cases_of)
leaving_notes.append(cases_to_hand_over)
