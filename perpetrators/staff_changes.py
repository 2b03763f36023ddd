"""What follows for the register when somebody's role changes (the officer of a person of concern is joined to the cases
of its children), or when a team, whose area something is, ends."""

from datetime import date
from typing import Any

from emerald.accounts.models import Team, User
from emerald.accounts.roles import POLICE_LIAISON
from emerald.database.identity import acting_as_emerald
from perpetrators.models import Measure, PersonOfConcern, Place
from perpetrators.models.persons.admissions.admitting import end_of_officer

OF_AN_AREA: tuple[Any, ...] = (PersonOfConcern, Place, Measure)


@acting_as_emerald("staff change")
def sync_rights_of_officer(user: User) -> None:
    """What was agreed for somebody as police liaison ends with the role, and does not come back with it."""
    if user.role != POLICE_LIAISON.key:
        end_of_officer(user, by=None, because="Their role changed")


@acting_as_emerald("staff change")
def end_officer(user: User, *, by: User) -> None:
    """Somebody who left comes back as nobody's officer, and what was agreed for them does not come back."""
    PersonOfConcern.objects.filter(officer=user).update(officer=None)
    end_of_officer(user, by=by, because="Their access had ended")


@acting_as_emerald("what is with a team")
def register_of_team(team: Team) -> list[str]:
    """How much of the register is this team's area."""
    number = sum(model.objects.filter(area=team).count() for model in OF_AN_AREA)
    return [f"{number} {'record' if number == 1 else 'records'} of the register"] if number else []


@acting_as_emerald("join teams")
def move_register(team: Team, into: Team, *, by: User, on: date, because: str) -> None:
    """Its area becomes that of `into`."""
    for model in OF_AN_AREA:
        model.objects.filter(area=team).update(area=into)
