"""Enrols the demonstration's staff: through the same two people's hands as everybody else's role."""

from datetime import date, timedelta

from django.contrib.auth.hashers import make_password

from emerald.accounts.models import Appointment, Team, User
from emerald.demo.cast import ADMINISTRATOR, APPROVER, CAST, PASSWORD, TEAMS, Member


def make_teams() -> dict[str, Team]:
    """Key -> team."""
    return {key: Team.objects.create(name=name, slug=f"emerald-{key}") for key, name in TEAMS.items()}


def enrol(teams: dict[str, Team], *, today: date) -> dict[str, User]:
    """Everybody in CAST, with their role and teams. Returns key -> User.

    The first administrator and the first service manager are appointed by nobody, as in a new installation.
    """
    shared = make_password(PASSWORD)  # slow by design, so it is worked out once
    people = {member.key: _account(member, shared, today) for member in CAST}
    for member in CAST:
        if member.key in (ADMINISTRATOR, APPROVER):
            people[member.key].take_up(member.role, teams=[teams[key] for key in member.teams])
    for member in CAST:
        if member.key not in (ADMINISTRATOR, APPROVER):
            _appoint(member, people, [teams[key] for key in member.teams])
    # What an approval gave them stands in the database; these were made before it.
    return {key: User.objects.get(pk=user.pk) for key, user in people.items()}


def _account(member: Member, password: str, today: date) -> User:
    ends = today + timedelta(days=member.access_for_days) if member.access_for_days else None
    user = User.objects.create_user(member.email, name=member.name, access_ends_on=ends)
    user.password = password
    user.save(update_fields=["password"])
    return user


def _appoint(member: Member, people: dict[str, User], teams: list[Team]) -> None:
    user = people[member.key]
    asked = Appointment.ask(
        user,
        role=member.role,
        teams=teams,
        by=people[ADMINISTRATOR],
        because=f"Joins the team as {member.role.title.lower()}.",
    )
    asked.approve(by=people[APPROVER])
