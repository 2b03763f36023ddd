"""Which colleagues can take which part in a team's cases."""

from typing import Any

from django.db.models import Q, QuerySet

from cases.models.access.allocation import ROLES_FOR, Allocation, Part
from emerald.accounts.models import Team, User

People = QuerySet[User]


def colleagues_for(team: Team, part: str) -> People:
    """People whose role fits `part` and whose access is in force.

    Caseworkers come from the team itself; linked professionals belong to other agencies and may come from anywhere.
    """
    fitting = User.objects.may_enter().filter(role__in=ROLES_FOR[part])
    return fitting if part == Part.LINKED else fitting.in_team(team)


def caseworkers_near(manager: User) -> Any:
    """Caseworkers of the manager's teams, also those who have left and may still lead a case."""
    return User.objects.filter(role__in=ROLES_FOR[Part.LEAD], memberships__team__in=manager.teams).distinct()


def colleagues_of(manager: User, leaver: User) -> People:
    """Who can take over `leaver`'s cases: caseworkers of the manager's teams, without the leaver."""
    return caseworkers_near(manager).may_enter().exclude(pk=leaver.pk)


def leavers_leading(cases: QuerySet[Any]) -> People:
    """People whose access has ended and who still lead one of `cases` (what the reader may allocate)."""
    leads = Allocation.objects.current().leads().filter(case__in=cases.order_by().values("pk"))
    return User.objects.without_access().filter(pk__in=leads.values("user"))


def people_to_name(case: Any) -> People:
    """Who can be put on the list of a restricted record: the team, and whoever works or is linked to the case."""
    return (
        User.objects.may_enter()
        .exclude(role__in=["", "system_administrator"])
        .filter(Q(memberships__team=case.team) | Q(allocations__case=case, allocations__ended_on=None))
        .distinct()
    )


def people_who_plan(case: Any) -> People:
    """Who can be given an action of the plan: the team, and whoever works or is linked to the case."""
    return people_to_name(case).order_by("name__in_order")


def people_who_chair(case: Any) -> People:
    """Who can lead a review: the team's managers and workers."""
    return (
        User.objects.may_enter()
        .in_team(case.team)
        .filter(role__in=["caseworker", "practice_manager", "service_manager"])
        .order_by("name__in_order")
    )
