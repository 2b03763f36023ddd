"""A team is split: a new one begins with some of its people and some of its cases."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from cases.models.teams.change import MoveKind
from cases.models.teams.moving import ask_to_move, move_held
from emerald.accounts.models import Team, User
from emerald.accounts.models.team_ending import hold_teams
from emerald.accounts.permissions import SiteRight
from emerald.accounts.roles import ROLES
from emerald.guards import NotYet, NotYours


@transaction.atomic
def split_team(
    team: Team,
    *,
    name: str,
    going: Iterable[User],
    in_both: Iterable[User],
    cases: Any,
    by: User,
    because: str,
    on: date | None = None,
) -> Team:
    """A new team called `name`, with `going`, who leave `team`, with `in_both`, who work in both, and with `cases` (a
    queryset), from `on` (default today). `by` changes teams by their role, works in `team`, and from now on in both.

    Nobody sees a case by it that they did not see before: the new team has cases of the old one alone. Who should come
    from elsewhere is asked for by an administrator and approved, as ever. Raises NotYours, NotYet. Returns the Team.
    """
    if not by.has_site_right(SiteRight.CHANGE_TEAMS) or not by.memberships.filter(team=team).exists():
        raise NotYours("Only a service manager who works in this team can split it.")
    hold_teams()
    going, both = {*going} - {by}, {*in_both, by}
    if obstacles := why_not_split(team, name=name, going=going, in_both=both):
        raise NotYet(*obstacles)
    new = Team.objects.found(name.strip())
    locked = list(cases.select_for_update(of=("self",), no_key=True).order_by("pk"))
    ask_to_move(locked, to=new, by=by)
    for one in sorted(going | both, key=lambda one: one.pk):
        one.take_up(ROLES.get(one.role), teams={*one.teams, new} - ({team} if one in going else set()))
    move_held(locked, to=new, by=by, because=because, on=on or timezone.localdate(), kind=MoveKind.SPLIT)
    return new


def why_not_split(team: Team, *, name: str, going: set[User], in_both: set[User]) -> list[str]:
    sentences = [] if name.strip() else ["Enter the name of the new team."]
    if Team.objects.is_named(name.strip()):
        sentences.append("There is a team of this name already.")
    if both := sorted(one.name for one in going & in_both):
        sentences.append(f"Either goes or works in both: {', '.join(both)}.")
    there = set(User.objects.in_team(team).values_list("pk", flat=True))
    if strange := sorted(one.name for one in going | in_both if one.pk not in there):
        sentences.append(f"Not of {team.name}: {', '.join(strange)}.")
    if waiting := sorted(one.name for one in going | in_both if one.appointments.waiting().exists()):
        sentences.append(f"A role waits for approval: {', '.join(waiting)}. Decide about it first.")
    return sentences
