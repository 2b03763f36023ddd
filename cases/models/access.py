"""The one place where connections become rights.

A connection is an allocation, a link, a team, or a name on a restricted record's list (DESIGN.md section 4). From the
connections and the table of roles follows which rows must exist; `settle` makes it so. Whoever makes or ends a
connection calls `settle` in the same transaction. Restricting a case removes rows: nothing else hides it.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db import transaction

from cases.models.allocation import ROLES_FOR, Allocation
from cases.models.grants import CaseGroupObjectPermission, CaseUserObjectPermission
from cases.models.restriction import Restriction, RestrictionName
from cases.models.visible import permission_ids
from emerald.accounts.models import Team, TeamGroup
from emerald.accounts.roles import ROLES, Connection, roles_connected_by

TEAM_ROLES = roles_connected_by(Connection.TEAM)
CHUNK = 2_000


@dataclass
class Rows:
    """Rights as triples: (case id, user id, permission id) and (case id, group id, permission id)."""

    users: set = field(default_factory=set)
    groups: set = field(default_factory=set)

    def __sub__(self, other):
        return Rows(self.users - other.users, self.groups - other.groups)

    def __len__(self):
        return len(self.users) + len(self.groups)


def wanted(teams_of_cases):
    """The rows that must exist for the cases in `teams_of_cases`, a dict of case id -> team id. Five queries."""
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
    """Make the rows of `cases` (a queryset of Case) what their connections say. Constant queries per 2,000 cases."""
    pairs = list(cases.order_by().values_list("pk", "team"))
    for start in range(0, len(pairs), CHUNK):
        chunk = dict(pairs[start : start + CHUNK])
        should, have = wanted(chunk), held(list(chunk))
        _revoke(have - should)
        _grant(should - have)


def differences(cases):
    """What `settle` would do, without doing it: yields (rows missing, rows too many) per 2,000 cases."""
    pairs = list(cases.order_by().values_list("pk", "team"))
    for start in range(0, len(pairs), CHUNK):
        chunk = dict(pairs[start : start + CHUNK])
        should, have = wanted(chunk), held(list(chunk))
        yield should - have, have - should


def _people_at_work(case_ids):
    """(case, user, role) for every allocation or link that connects, where the role can still take that part."""
    rows = Allocation.objects.connecting().filter(case__in=case_ids).values_list("case", "user", "user__role", "part")
    return [(case, user, role) for case, user, role, part in rows if role in ROLES_FOR[part]]


def _named_on(case_ids):
    """Restricted case -> {user: role}; a case that is not restricted is absent."""
    named = {case: {} for case in Restriction.objects.in_force().filter(case__in=case_ids)
             .values_list("case", flat=True)}
    people = RestrictionName.objects.filter(restriction__case__in=named, restriction__lifted_at=None)
    for case, user, role in people.values_list("restriction__case", "user", "user__role"):
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
