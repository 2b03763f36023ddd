"""The one place where connections become rights.

A connection is an allocation, a link, a team, a name on a restricted record's list, or what a part declares
(`CasePart.connections`; DESIGN.md section 4). From the connections and the table of roles follows which rows must
exist; `sync_rights` makes it so. A caller that makes or ends a connection calls `sync_rights` in the same transaction,
which `locks.changes_rights` began. Restricting a case removes rows: nothing else hides it.

A case is one episode, and what is true of the child today is reached through the latest one alone (`accounts.reach`):
an earlier one, or one that has closed, gives whoever worked it no more than its own record. So whoever syncs a case
syncs every episode of its child.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from cases.models.access import locks
from cases.models.access.allocation import ROLES_FOR, Allocation, Part
from cases.models.access.grants import CaseGroupObjectPermission, CaseUserObjectPermission
from cases.models.access.reading_end import connecting_or_ended
from cases.models.access.restriction import Restriction, RestrictionName
from cases.models.access.visible import permission_ids
from cases.models.base.states import OPEN_STATES
from cases.parts import CasePart
from emerald.accounts.models import Team, TeamGroup
from emerald.accounts.reach import of_the_record, of_the_team
from emerald.accounts.roles import ROLES, Connection, roles_connected_by
from emerald.database.identity import acting_as_emerald

# Case ids -> (case id, user id, the user's role, Part) for each.
ConnectionSource = Callable[[Collection[int]], Iterable[tuple[int, int, str, Part]]]
TEAM_ROLES = roles_connected_by(Connection.TEAM)
CHUNK = 2_000  # cases that are compared at a time
CHILDREN_AT_ONCE = 200  # whom somebody who rebuilds or checks everything keeps busy at a time: a fraction of a second
SHOWN = 200

Triple = tuple[int, int, int]
RightsOfRoles = Mapping[str, list[int]]  # role -> permission ids


@dataclass
class Rows:
    """Rights as triples: (case id, user id, permission id) and (case id, group id, permission id)."""

    users: set[Triple] = field(default_factory=set)
    groups: set[Triple] = field(default_factory=set)

    def __sub__(self, other: "Rows") -> "Rows":
        return Rows(self.users - other.users, self.groups - other.groups)

    def __len__(self) -> int:
        return len(self.users) + len(self.groups)

    @property
    def cases(self) -> set[int]:
        return {case for case, _, _ in self.users | self.groups}


@dataclass(frozen=True)
class Latest:
    """The latest episode of a child."""

    case: int
    team: int
    is_open: bool


def expected_rows(teams_of_cases: Mapping[int, int]) -> Rows:
    """The rows that must exist for the cases in `teams_of_cases`, a dict of case id -> team id.

    Six queries, and one for each source of further connections, however many cases."""
    ids = permission_ids()
    rights, record, without_child = (
        {key: [ids[right] for right in which(role.on_a_case)] for key, role in ROLES.items()}
        for which in (frozenset, of_the_record, of_the_team)
    )
    latest, named = _latest_of(teams_of_cases), _named_on(teams_of_cases)
    parts = _parts_on(teams_of_cases, latest)
    rows = Rows()
    for case in teams_of_cases.keys() - named.keys():
        now = parts.live.get(latest[case].case, {})
        for user, role in parts.live.get(case, {}).items():
            rows.users.update((case, user, right) for right in rights[role])
        for user, role in parts.former.get(case, {}).items():
            rows.users.update((case, user, right) for right in (rights if user in now else record)[role])
    for case, people in named.items():
        for user, role in people.items():
            rows.users.update(
                (case, user, right)
                for right in _by_name(
                    role, latest[case], ended=user in parts.ended.get(case, ()), rights=rights, record=record
                )
            )
    groups = _groups_of_teams({team for case, team in teams_of_cases.items() if case not in named})
    for case, team in teams_of_cases.items():
        if case not in named:
            reached = rights if latest[case].team == team else without_child
            for role, group in groups[team].items():
                rows.groups.update((case, group, right) for right in reached[role])
    return rows


def _by_name(role: str, last: Latest, *, ended: bool, rights: RightsOfRoles, record: RightsOfRoles) -> Collection[int]:
    """What a name on the list of a restricted record gives on one of the child's cases.

    By their team somebody has all their role gives, or nobody could look after the record. The others that only while
    the child has an open episode; after it the record is theirs to read, unless a manager `ended` that.
    """
    if role in TEAM_ROLES or last.is_open:
        return rights.get(role, ())
    return () if ended else record.get(role, ())


def current_rows(case_ids: Collection[int]) -> Rows:
    """The rows that exist."""
    return Rows(
        set(
            CaseUserObjectPermission.objects.filter(content_object__in=case_ids).values_list(
                "content_object", "user", "permission"
            )
        ),
        set(
            CaseGroupObjectPermission.objects.filter(content_object__in=case_ids).values_list(
                "content_object", "group", "permission"
            )
        ),
    )


@acting_as_emerald("settle rights")
def sync_rights(cases: QuerySet[Any]) -> None:
    """The same for the children of `cases`, a queryset of Case."""
    sync_rights_of_children(set(cases.order_by().values_list("child", flat=True)))


@acting_as_emerald("settle rights")
@transaction.atomic
def sync_rights_of_children(children: Collection[int]) -> None:
    """Make the rows of every episode of `children` (keys) what their connections say; needs READ COMMITTED.

    A constant number of queries per 2,000 cases, and one more for each right taken from each holder.
    """
    children = set(children)
    locks.hold_children(children)
    for keys in in_chunks(_cases().filter(child__in=children)):
        missing, too_many = _compare(keys)
        _revoke(too_many)
        _grant(missing)


def differences(cases: QuerySet[Any]) -> Iterator[tuple[Rows, Rows]]:
    """Those of the children of `cases` (a queryset of Case), CHILDREN_AT_ONCE at a time."""
    yield from map(differences_of, children_in_chunks(cases))


def differences_of(children: Collection[int]) -> tuple[Rows, Rows]:
    """What `sync_rights_of_children` would do, without doing it: (rows missing, rows too many).

    Nobody waits for it: it asks without a lock, and what seems to differ it asks once more while nobody changes that.
    """
    found = _compare(list(_cases().filter(child__in=children).values_list("pk", flat=True)))
    if not any(map(len, found)):
        return found
    concerned = _cases().filter(pk__in=found[0].cases | found[1].cases)
    with transaction.atomic():
        locks.hold_children(set(concerned.values_list("child", flat=True)))
        return _compare(list(concerned.values_list("pk", flat=True)))


def children_in_chunks(cases: QuerySet[Any], after: int = 0) -> Iterator[list[int]]:
    """The keys of the children of `cases`, in order, beginning behind `after`: CHILDREN_AT_ONCE at a time, each asked
    for when the ones before are done with. Whoever stops goes on behind the last."""
    while True:
        following = cases.filter(child__gt=after).order_by("child").values_list("child", flat=True).distinct()
        if not (keys := list(following[:CHILDREN_AT_ONCE])):
            return
        yield keys
        after = keys[-1]


def count() -> int:
    """How many rows there are."""
    return CaseUserObjectPermission.objects.count() + CaseGroupObjectPermission.objects.count()


def references(keys: Collection[int]) -> str:
    """The cases by reference alone, never a name: this goes to a terminal or a log."""
    cases = _cases().filter(pk__in=keys)
    shown = cases.order_by("pk").values_list("reference", flat=True)[:SHOWN]
    more = f" and {len(keys) - SHOWN} more" if len(keys) > SHOWN else ""
    return f"{', '.join(shown)}{more}"


def in_chunks(cases: QuerySet[Any]) -> Iterator[list[int]]:
    """The primary keys of `cases`, CHUNK at a time."""
    keys = list(cases.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), CHUNK):
        yield keys[start : start + CHUNK]


def _cases() -> Any:
    return apps.get_model("cases", "Case").objects


def _compare(keys: Collection[int]) -> tuple[Rows, Rows]:
    """(rows missing, rows too many) on these cases."""
    should = expected_rows(dict(_cases().filter(pk__in=keys).values_list("pk", "team")))
    have = current_rows(keys)
    return should - have, have - should


def _latest_of(case_ids: Collection[int]) -> dict[int, Latest]:
    """Case id -> the Latest of its child."""
    cases = _cases()
    later = cases.filter(child=OuterRef("child"), episode__gt=OuterRef("child__cases__episode"))
    rows = cases.filter(~Exists(later), pk__in=case_ids, child__cases__isnull=False).values_list(
        "pk", "child__cases", "child__cases__team", "child__cases__state"
    )
    return {pk: Latest(case, team, state in OPEN_STATES) for pk, case, team, state in rows}


@dataclass(frozen=True)
class Parts:
    """Case -> {user: role} of whoever is joined to it today; of whoever worked it until it closed; and -> the users of
    whom a manager said that they no longer read what they worked on."""

    live: dict[int, dict[int, str]] = field(default_factory=lambda: defaultdict(dict))
    former: dict[int, dict[int, str]] = field(default_factory=lambda: defaultdict(dict))
    ended: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))


def _parts_on(case_ids: Collection[int], latest: Mapping[int, Latest]) -> Parts:
    """The Parts on these cases and on the latest episode of each, where the role can still take that part."""
    parts, wider = Parts(), {*case_ids, *(one.case for one in latest.values())}
    rows = connecting_or_ended(Allocation.objects).filter(case__in=wider)
    for case, user, role, part, is_current, ended in rows.values_list(
        "case", "user", "user__role", "part", "is_current", "reading_ended"
    ):
        if ended:
            parts.ended[case].add(user)
        elif role in ROLES_FOR[part]:
            (parts.live if is_current else parts.former)[case][user] = role
    # To the child as it is today, and they last as long as what they come from does.
    for case, user, role, part in (row for added in CasePart.joined("connections") for row in added(wider)):
        if role in ROLES_FOR[part]:
            parts.live[case][user] = role
    return parts


def _named_on(case_ids: Collection[int]) -> dict[int, dict[int, str]]:
    """Restricted case -> {user: role}; a case that is not restricted is absent. A restriction is on every episode."""
    in_force = Restriction.objects.in_force().filter(child__cases__in=case_ids)
    named: dict[int, dict[int, str]] = {
        case: {} for case in in_force.values_list("child__cases", flat=True) if case in case_ids
    }
    people = RestrictionName.objects.filter(restriction__in=in_force)
    for case, user, role in people.values_list("restriction__child__cases", "user", "user__role"):
        if case in named:
            named[case][user] = role
    return named


def _groups_of_teams(teams: Collection[int]) -> dict[int, dict[str, int]]:
    groups: dict[int, dict[str, int]] = defaultdict(dict)
    for team, role, group in TeamGroup.objects.filter(team__in=teams, role__in=TEAM_ROLES).values_list(
        "team", "role", "group"
    ):
        groups[team][role] = group
    for new in Team.objects.filter(pk__in=[one for one in teams if len(groups[one]) < len(TEAM_ROLES)]):
        groups[new.pk] = {role: group.pk for role, group in new.groups_for(TEAM_ROLES).items()}
    return groups


def _grant(rows: Rows) -> None:
    CaseUserObjectPermission.objects.bulk_create(
        [
            CaseUserObjectPermission(content_object_id=case, user_id=user, permission_id=right)
            for case, user, right in rows.users
        ],
        ignore_conflicts=True,
        batch_size=5_000,
    )
    CaseGroupObjectPermission.objects.bulk_create(
        [
            CaseGroupObjectPermission(content_object_id=case, group_id=group, permission_id=right)
            for case, group, right in rows.groups
        ],
        ignore_conflicts=True,
        batch_size=5_000,
    )


def _revoke(rows: Rows) -> None:
    for model, holder, triples in (
        (CaseUserObjectPermission, "user", rows.users),
        (CaseGroupObjectPermission, "group", rows.groups),
    ):
        by_holder = defaultdict(set)
        for case, who, right in triples:
            by_holder[who, right].add(case)
        for (who, right), cases in by_holder.items():
            model.objects.filter(**{holder: who}, permission=right, content_object__in=cases).delete()
