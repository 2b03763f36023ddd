"""The one place where connections become rights.

A connection is an allocation, a link, a team, a name on a restricted record's list, or what a room further out adds
(DESIGN.md section 4). From the connections and the table of roles follows which rows must exist; `settle` makes it so.
Whoever makes or ends a connection calls `settle` in the same transaction. Restricting a case removes rows: nothing else
hides it.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from django.apps import apps
from django.db import connection, transaction

from cases.models.allocation import ROLES_FOR, Allocation
from cases.models.grants import CaseGroupObjectPermission, CaseUserObjectPermission
from cases.models.restriction import Restriction, RestrictionName
from cases.models.visible import permission_ids
from emerald.accounts.models import Team, TeamGroup
from emerald.accounts.roles import ROLES, Connection, roles_connected_by

TEAM_ROLES = roles_connected_by(Connection.TEAM)
# Connections of rooms further out, added at start-up: each a callable (case ids) -> rows (case, user, role, part).
_connections = []
CHUNK = 2_000
SHOWN = 200
SETTLING = 0x456D6572616C64  # the advisory lock's number: "Emerald" in ASCII


def add_connections(rows):
    """Register further connections: `rows(case_ids)` answers (case id, user id, the user's role, Part) for each.

    Whoever makes or ends one calls `settle` on its cases, as for an allocation.
    """
    if rows not in _connections:
        _connections.append(rows)


@dataclass
class Rows:
    """Rights as triples: (case id, user id, permission id) and (case id, group id, permission id)."""

    users: set = field(default_factory=set)
    groups: set = field(default_factory=set)

    def __sub__(self, other):
        return Rows(self.users - other.users, self.groups - other.groups)

    def __len__(self):
        return len(self.users) + len(self.groups)

    @property
    def cases(self):
        return {case for case, _, _ in self.users | self.groups}


def wanted(teams_of_cases):
    """The rows that must exist for the cases in `teams_of_cases`, a dict of case id -> team id.

    Five queries, and one for each source of further connections."""
    permissions = permission_ids()
    rights = {key: [permissions[right] for right in role.on_a_case] for key, role in ROLES.items()}
    named = _named_on(teams_of_cases)
    rows = Rows()
    for case, user, role in _people_at_work(teams_of_cases):
        if case not in named or user in named[case]:
            rows.users.update((case, user, right) for right in rights[role])
    for case, people in named.items():
        for user, role in people.items():
            rows.users.update((case, user, right) for right in rights.get(role, ()))
    groups = _groups_of_teams({team for case, team in teams_of_cases.items() if case not in named})
    for case, team in teams_of_cases.items():
        if case not in named:
            for role, group in groups[team].items():
                rows.groups.update((case, group, right) for right in rights[role])
    return rows


def held(case_ids):
    """The rows that exist."""
    return Rows(
        set(CaseUserObjectPermission.objects.filter(content_object__in=case_ids)
            .values_list("content_object", "user", "permission")),
        set(CaseGroupObjectPermission.objects.filter(content_object__in=case_ids)
            .values_list("content_object", "group", "permission")),
    )


@transaction.atomic
def settle(cases):
    """Make the rows of `cases` (a queryset of Case) what their connections say; needs READ COMMITTED.

    A constant number of queries per 2,000 cases, and one more for each right taken from each holder.
    """
    one_at_a_time()
    for keys in in_chunks(cases):
        missing, too_many = _compare(keys)
        _revoke(too_many)
        _grant(missing)


def differences(cases):
    """What `settle` would do, without doing it: yields (rows missing, rows too many) per 2,000 cases."""
    for keys in in_chunks(cases):
        with transaction.atomic():
            one_at_a_time()
            found = _compare(keys)
        yield found


def count():
    """How many rows there are."""
    return CaseUserObjectPermission.objects.count() + CaseGroupObjectPermission.objects.count()


def references(keys):
    """The cases by reference alone, never a name: this goes to a terminal or a log."""
    cases = apps.get_model("cases", "Case").objects.filter(pk__in=keys)
    shown = cases.order_by("pk").values_list("reference", flat=True)[:SHOWN]
    more = f" and {len(keys) - SHOWN} more" if len(keys) > SHOWN else ""
    return f"{', '.join(shown)}{more}"


def in_chunks(cases):
    """The primary keys of `cases`, CHUNK at a time."""
    keys = list(cases.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), CHUNK):
        yield keys[start : start + CHUNK]


def one_at_a_time():
    """Whoever settles waits until whoever is settling has committed, and then reads what they did. A verb that reads
    connections in order to make others of them calls it before it reads.

    Without it two changes that cannot see each other yet, such as a new role and an allocation to the same person,
    would each leave rows that the other was to take away.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [SETTLING])


def _compare(keys):
    """(rows missing, rows too many) on these cases."""
    cases = apps.get_model("cases", "Case").objects
    should = wanted(dict(cases.filter(pk__in=keys).values_list("pk", "team")))
    have = held(keys)
    return should - have, have - should


def _people_at_work(case_ids):
    """(case, user, role) for every allocation or link that connects, where the role can still take that part."""
    rows = Allocation.objects.connecting().filter(case__in=case_ids).values_list("case", "user", "user__role", "part")
    further = (row for added in _connections for row in added(case_ids))
    return [(case, user, role) for case, user, role, part in (*rows, *further) if role in ROLES_FOR[part]]


def _named_on(case_ids):
    """Restricted case -> {user: role}; a case that is not restricted is absent. A restriction is on every episode."""
    in_force = Restriction.objects.in_force().filter(child__cases__in=case_ids)
    named = {case: {} for case in in_force.values_list("child__cases", flat=True) if case in case_ids}
    people = RestrictionName.objects.filter(restriction__in=in_force)
    for case, user, role in people.values_list("restriction__child__cases", "user", "user__role"):
        if case in named:
            named[case][user] = role
    return named


def _groups_of_teams(teams):
    groups = defaultdict(dict)
    for team, role, group in TeamGroup.objects.filter(team__in=teams, role__in=TEAM_ROLES).values_list(
            "team", "role", "group"):
        groups[team][role] = group
    for team in Team.objects.filter(pk__in=[one for one in teams if len(groups[one]) < len(TEAM_ROLES)]):
        groups[team.pk] = {role: team.group_for(role).pk for role in TEAM_ROLES}
    return groups


def _grant(rows):
    CaseUserObjectPermission.objects.bulk_create(
        [CaseUserObjectPermission(content_object_id=case, user_id=user, permission_id=right)
         for case, user, right in rows.users], ignore_conflicts=True, batch_size=5_000)
    CaseGroupObjectPermission.objects.bulk_create(
        [CaseGroupObjectPermission(content_object_id=case, group_id=group, permission_id=right)
         for case, group, right in rows.groups], ignore_conflicts=True, batch_size=5_000)


def _revoke(rows):
    for model, holder, triples in ((CaseUserObjectPermission, "user", rows.users),
                                   (CaseGroupObjectPermission, "group", rows.groups)):
        by_holder = defaultdict(set)
        for case, who, right in triples:
            by_holder[who, right].add(case)
        for (who, right), cases in by_holder.items():
            model.objects.filter(**{holder: who}, permission=right, content_object__in=cases).delete()
