"""Staff and teams. Keyword-only; what does not matter has a default."""

from itertools import count

from emerald.accounts.models import AccountChange, Team, User
from emerald.accounts.models.account_change import Kind
from emerald.accounts.roles import ROLES

PASSWORD = "correct horse battery staple"
_numbers = count(1)


def make_team(*, name=None):
    number = next(_numbers)
    name = name or f"Team {number}"
    return Team.objects.create(name=name, slug=f"team-{number}")


def make_user(*, role="caseworker", name=None, teams=(), is_superuser=False, is_active=True, access_ends_on=None):
    """A person in `role` (its key; None for no role yet) and `teams`, who signs in with PASSWORD."""
    number = next(_numbers)
    user = User.objects.create_user(
        f"person{number}@emerald.example",
        PASSWORD,
        name=name or f"Person {number}",
        is_superuser=is_superuser,
        is_active=is_active,
        access_ends_on=access_ends_on,
    )
    if role:
        user.take_up(ROLES[role], teams=teams)
    return user


def give_back(user, *, by):
    """The access of a leaver: an administrator asks, `by` approves."""
    AccountChange.ask(user, Kind.RETURN, by=make_user(role="system_administrator"), because="Back.").approve(by=by)
