"""What would change if cases went to another team, in sentences, before anybody moves them."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from cases.models.access.allocation import Allocation, Part
from cases.models.access.restriction import Restriction
from cases.models.teams.change import TeamChange
from emerald.accounts.models import Team, User
from emerald.accounts.roles import Connection, roles_connected_by
from emerald.words import day_in_words

BY_TEAM = roles_connected_by(Connection.TEAM)


def what_changes(cases: Collection[Any], *, to: Team, on: date, members: Iterable[User] | None = None) -> list[str]:
    """Who gains and who loses sight of `cases`, whose allocation does not fit, and what stays as it is. `members`: who
    will work in `to`, where that is not who does now."""
    gone, theirs = _that_go(cases, on), User.objects.in_team(to) if members is None else members
    here = {one.pk for one in theirs}
    sentences = [f"{_so_many(gone)} {'goes' if len(gone) == 1 else 'go'} to {to.name}, from {day_in_words(on)}."]
    if len(gone) < len(cases):
        stay = [case.reference for case in cases if case not in gone]
        sentences.append(f"Only the history changes of {', '.join(stay)}: what was written down of a later day stands.")
    restricted = set(
        Restriction.objects.in_force()
        .filter(child__in=[case.child_id for case in gone])
        .values_list("child", flat=True)
    )
    open_to_team = [case for case in gone if case.child_id not in restricted]
    if open_to_team:
        sentences += _sight(open_to_team, here, to)
    if hidden := len(gone) - len(open_to_team):
        sentences.append(f"Restricted: {hidden}. Who may open {'it' if hidden == 1 else 'them'} stays as it is.")
    return sentences + _allocations(gone, here, to)


def _that_go(cases: Collection[Any], on: date) -> list[Any]:
    later = set(
        TeamChange.objects.filter(case__in=[case.pk for case in cases], effective_on__gt=on).values_list(
            "case", flat=True
        )
    )
    return [case for case in cases if case.pk not in later]


def _sight(cases: Collection[Any], here: set[int], to: Team) -> list[str]:
    there = User.objects.may_enter().filter(role__in=BY_TEAM)
    before = there.filter(memberships__team__in={case.team_id for case in cases}).distinct()
    names_before = {one.pk: _named(one) for one in before}
    names_after = {one.pk: _named(one) for one in there.filter(pk__in=here)}
    gain, lose = (sorted(x.values()) for x in (_less(names_after, names_before), _less(names_before, names_after)))
    return [
        f"See {'it' if len(cases) == 1 else 'them'} from now on: {'; '.join(gain) or 'nobody new'}.",
        f"See {'it' if len(cases) == 1 else 'them'} no more: {'; '.join(lose) or 'nobody'}.",
        *([] if names_after else [f"Nobody in {to.name} sees the cases of their team: nobody would answer for them."]),
    ]


def _less(some: dict[int, str], others: dict[int, str]) -> dict[int, str]:
    return {key: name for key, name in some.items() if key not in others}


def _named(one: User) -> str:
    return f"{one.name}, {one.role_title.lower()}"


def _allocations(cases: Collection[Any], here: set[int], to: Team) -> list[str]:
    parts = Allocation.objects.current().exclude(part=Part.LINKED).filter(case__in=[case.pk for case in cases])
    strange: dict[User, int] = {}
    for one in parts.exclude(user__in=here).select_related("user").order_by("user__name", "user"):
        strange[one.user] = strange.get(one.user, 0) + 1
    return [
        f"{one.name} works {number} of them and does not work in {to.name}: the allocation stays until you change it."
        for one, number in strange.items()
    ]


def _so_many(cases: Collection[Any]) -> str:
    """With how many of them are closed, which a list of open cases does not show."""
    closed = sum(not case.is_open for case in cases)
    number = "1 case" if len(cases) == 1 else f"{len(cases)} cases"
    return f"{number}, of which {closed} closed," if closed else number
