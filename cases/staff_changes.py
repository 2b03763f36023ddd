"""What follows for cases when a person's role or teams change, a person leaves, or a team ends or is joined."""

from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from cases.models import Allocation, Case
from cases.models.access.allocated import ending
from cases.models.access.allocation import EndReason, Part
from cases.models.access.restriction import RestrictionName
from cases.models.access.rights import sync_rights
from cases.models.chronology.entries import ChronologyEntry, Kind, moment_of
from cases.models.teams.change import MoveKind
from cases.models.teams.moving import days_to_move_on, move_held
from emerald.accounts.models import Team, User
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


@acting_as_emerald("staff change")
def cases_left_behind(user: User) -> list[tuple[str, SiteRight, str, dict[str, Any]]]:
    """The notes for somebody's page: of each team in which they work no more, how many cases they still lead."""
    there = Allocation.objects.current().leads().filter(user=user).exclude(case__team__in=user.teams)
    teams = there.order_by().values("case__team__name", "case__team__slug").annotate(number=Count("pk"))
    return [
        (
            f"{_so_many(one['number'], user)} with {one['case__team__name']}, where they do not work: the managers of "
            "their own team do not see it",
            SiteRight.HAND_OVER,
            "move_cases",
            {"slug": one["case__team__slug"]},
        )
        for one in teams.order_by("case__team__name")
    ]


def _so_many(number: int, lead: User) -> str:
    return f"1 case that {lead.name} leads is" if number == 1 else f"{number} cases that {lead.name} leads are"


@acting_as_emerald("what is with a team")
def cases_of_team(team: Team) -> list[str]:
    """What of cases is still with `team`: closed ones as well, or nobody would answer for them."""
    there = Case.objects.of_team(team)
    numbers = (("open", there.open().count()), ("closed", there.closed().count()))
    return [f"{number} {state} {'case' if number == 1 else 'cases'}" for state, number in numbers if number]


def move_all_cases(team: Team, into: Team, *, by: User, on: date, because: str) -> None:
    """Every case of `team`, restricted and closed ones too, goes to `into`: no restriction changes with that."""
    with acting_as_emerald("move cases"):
        cases = list(Case.objects.of_team(team).select_for_update(of=("self",), no_key=True).order_by("pk"))
        for day, those in days_to_move_on(cases, on):
            move_held(those, to=into, by=by, because=because, on=day, kind=MoveKind.JOIN)


@acting_as_emerald("tell the chronology")
def tell_new_name(user: User, *, was: str, by: User) -> None:
    """Each case they ever worked says who is meant by the name in its earlier lines."""
    cases = Case.objects.filter(allocations__user=user).distinct().order_by("pk")
    ChronologyEntry.objects.bulk_create(
        [
            ChronologyEntry(
                case_id=key,
                kind=Kind.ALLOCATION,
                recorded_by=by,
                **moment_of(timezone.localdate()),
                sentence=f"{was} is called {user.name} from now on.",
                significant=False,
                page="case_allocation",
                page_args={"reference": reference},
            )
            for key, reference in cases.values_list("pk", "reference")
        ],
        batch_size=2_000,
    )
