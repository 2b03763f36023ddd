"""The officer of a person of concern is joined to the cases of its children: what follows when their role changes."""

from emerald.accounts.models import User
from emerald.accounts.roles import POLICE_LIAISON
from emerald.database.identity import acting_as_emerald
from perpetrators.models import PersonOfConcern
from perpetrators.models.persons.admissions.admitting import end_of_officer


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
