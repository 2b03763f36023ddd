"""How a team ends: empty, or joined to another that takes over all it has."""

from collections.abc import Callable
from datetime import date

from django.db import transaction
from django.utils import timezone

from emerald.accounts.models.appointment import Appointment
from emerald.accounts.models.team import Team
from emerald.accounts.models.user import User
from emerald.accounts.permissions import SiteRight
from emerald.accounts.roles import ROLES, Connection, roles_connected_by, who_may
from emerald.audit.record import record_act
from emerald.day_rules import why_in_future
from emerald.guards import NotYet, NotYours
from emerald.parts import Part


def still_with(team: Team) -> list[str]:
    """What rooms further out have with it, as "3 open cases"."""
    return [thing for people in Part.joined("people") for told in people.holds_team for thing in told(team)]


def why_not_end(team: Team) -> list[str]:
    """The sentences that stand in the way. Whoever works in another team as well, or whose access has ended, does not:
    they only come off this one."""
    if team.has_ended:
        return [f"{team.name} has ended already."]
    sentences = _roles_that_wait(team)
    if alone := [one.name for one in _members(team) if one.may_enter() and one.memberships.count() == 1]:
        sentences.append(f"In no other team: {', '.join(alone)}. Have an administrator ask for their role in another.")
    if things := still_with(team):
        sentences.append(
            f"Still with {team.name}: {', '.join(things)}. Move the cases to another team, or join the whole team to "
            "another."
        )
    return sentences


@transaction.atomic
def end_team(team: Team, *, by: User) -> None:
    """Nobody works there any more, and it is given nothing again. Raises NotYours, NotYet."""
    if not by.has_site_right(SiteRight.CHANGE_TEAMS):
        raise NotYours(who_may(SiteRight.CHANGE_TEAMS))
    team = _held(team)
    if obstacles := why_not_end(team):
        raise NotYet(*obstacles)
    _leave_it(team, lambda teams: teams - {team})
    _end(team, by=by, on=timezone.localdate())


def why_not_join(team: Team, into: Team, *, on: date, because: str) -> list[str]:
    """The sentences that stand in the way. Who is joined to cases by their team gets another team's only as they got
    this one's: asked for by one person and approved by another."""
    if team.has_ended or into.has_ended or team.pk == into.pk:
        return ["Select two teams that have not ended."]
    sentences = [] if because.strip() else ["Enter why the teams are joined."]
    sentences += why_in_future(on) + _roles_that_wait(team)
    by_team = roles_connected_by(Connection.TEAM)
    if gaining := [
        f"{one.name}, {one.role_title.lower()}"
        for one in _members(team)
        if one.may_enter() and one.role in by_team and not one.memberships.filter(team=into).exists()
    ]:
        sentences.append(
            f"Would see the cases of {into.name} without anybody having approved it: {'; '.join(gaining)}. Have an "
            "administrator ask for their role in both teams first."
        )
    return sentences


@transaction.atomic
def join_teams(team: Team, into: Team, *, by: User, because: str, on: date | None = None) -> None:
    """All that `team` has goes to `into` from `on` (default today), its people too, and `team` ends.

    `by` changes teams by their role and works in both. Raises NotYours, NotYet; then nothing has changed."""
    if not by.has_site_right(SiteRight.CHANGE_TEAMS) or by.memberships.filter(team__in=[team, into]).count() < 2:
        raise NotYours("Only a service manager who works in both teams can join them.")
    on = on or timezone.localdate()
    team, into = _held(team), _held(into)
    if obstacles := why_not_join(team, into, on=on, because=because):
        raise NotYet(*obstacles)
    for people in Part.joined("people"):
        for give in people.teams_joined:
            give(team, into, by=by, on=on, because=because)
    _leave_it(team, lambda teams: (teams - {team}) | {into})
    Team.objects.filter(joined_into=team).update(joined_into=into)
    team.joined_into = into
    _end(team, by=by, on=on)


def hold_teams() -> None:
    """Until this transaction is over nobody else changes who works where, or which team has a case."""
    for people in Part.joined("people"):
        for begin in people.beforehand:
            begin()


def _held(team: Team) -> Team:
    hold_teams()
    return Team.objects.select_for_update(no_key=True).get(pk=team.pk)


def _members(team: Team) -> list[User]:
    return list(User.objects.in_team(team).order_by("name", "pk"))


def _roles_that_wait(team: Team) -> list[str]:
    waiting = Appointment.objects.waiting().filter(teams=team).select_related("user")
    return [f"A role for {one.user.name} in {team.name} waits for approval. Decide about it first." for one in waiting]


def _leave_it(team: Team, become: Callable[[set[Team]], set[Team]]) -> None:
    for one in _members(team):
        one.take_up(ROLES.get(one.role), teams=become(set(one.teams)))


def _end(team: Team, *, by: User, on: date) -> None:
    team.ended_on = on
    team.save(update_fields=["ended_on", "joined_into"])
    record_act(by, "team ended", subject="team", subject_id=team.pk)
