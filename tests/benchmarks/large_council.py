"""A council of 100,000 cases and some three million rows of rights, loaded in one go and exactly as the verbs would
have left them: `rebuild_access --check` finds nothing to change.

Set-based SQL past the triggers, because a hundred thousand openings would take an hour. The rows are committed and
vacuumed, as they would be in a council that has run for years: an index-only scan needs that.
"""

from dataclasses import dataclass
from datetime import date

from django.db import connection

from cases.models.access.rights import TEAM_ROLES
from cases.models.access.visible import permission_ids
from emerald.accounts.models import User
from emerald.accounts.reach import of_the_record
from emerald.accounts.roles import CASEWORKER, ROLES
from tests.costs.copies import RIGHTS_BY_PART, RIGHTS_BY_TEAM, past_the_triggers
from tests.factories.children import make_case, make_child
from tests.factories.people import make_team, make_user

CASES = 100_000
TEAMS = 14  # so that one team is seven per cent of the cases
WORKERS = 200
OLD = 4_000  # the cases of a team that was wound up: all of them older than any other

TABLES = (
    "cases_caseuserobjectpermission",
    "cases_casegroupobjectpermission",
    "cases_allocation",
    "cases_case",
    "cases_child",
    "cases_statechange",
    "cases_chronologyentry",
    "accounts_user_groups",
    "accounts_membership",
    "accounts_teamgroup",
    "accounts_team",
    "accounts_user",
    "auth_group",
)

KEPT = ("reminders_duething", "reminders_told", "reminders_touched")  # kept by whoever wants them

# Both copy one row made by the model, whatever columns it has by then.
CHILDREN = """
    INSERT INTO cases_child SELECT (jsonb_populate_record(one, jsonb_build_object('id', n))).*
    FROM cases_child one, generate_series(%s, %s) n"""

# The numbers 7919 and 104729 are primes: days and workers are spread evenly, and not in the order of the keys.
# A case of the old team is one of the first OLD; three in ten cases are closed.
THE_CASES = """
    INSERT INTO cases_case SELECT (jsonb_populate_record(one, jsonb_build_object(
        'id', n, 'reference', 'EM-1999-' || lpad(n::text, 7, '0'), 'child_id', n, 'opened_on', opened,
        'state', CASE WHEN closed THEN 'closed' WHEN n %% 5 = 0 THEN 'victim' ELSE 'at_risk' END,
        'child_then', CASE WHEN closed THEN (SELECT to_jsonb(known) FROM (
            SELECT given_names, family_name, preferred_name, date_of_birth, estimated_age, estimated_on
            FROM cases_child WHERE cases_child.id = n) known) END, 'led', NOT closed,
        'closed_on', CASE WHEN closed THEN opened + 200 END, 'closure_reason', CASE WHEN closed THEN 'C3' ELSE '' END,
        'team_id', CASE WHEN n <= %(old)s THEN %(old_team)s ELSE (%(teams)s::bigint[])[1 + n %% %(count)s] END))).*
    FROM cases_case one, (
        SELECT n, n %% 10 < 3 AS closed,
               CASE WHEN n <= %(old)s THEN date '2008-01-01' + n %% 700
                    ELSE date '2012-01-01' + (n::bigint * 7919 %% 4000)::int END AS opened
        FROM generate_series(%(first)s, %(last)s) n) numbered"""

# Ten cases go to the worker with ten; the others are dealt out.
ALLOCATIONS = """
    INSERT INTO cases_allocation (case_id, user_id, part, started_on, because, hand_over_note, made_by_id, made_at,
        ended_on, end_reason, end_note, ended_by_id)
    SELECT id, CASE WHEN id %% 10000 = 77 THEN %(ten)s ELSE (%(workers)s::bigint[])[1 + id * 104729 %% %(count)s] END,
        'lead', opened_on, '', '', %(manager)s, now(), closed_on,
        CASE WHEN state = 'closed' THEN 'case_closed' ELSE '' END, '',
        CASE WHEN state = 'closed' THEN %(manager)s::bigint END
    FROM cases_case WHERE id > %(first)s"""


@dataclass(frozen=True)
class Council:
    """People by how many of the cases they see."""

    none: User
    ten: User
    one_team: User
    every_team: User
    old_team: User

    @property
    def profiles(self):
        return {
            "none": self.none,
            "ten": self.ten,
            "7 %": self.one_team,
            "all": self.every_team,
            "a wound-up team's": self.old_team,
        }


def load():
    """Fill the empty tables and commit. Returns the Council."""
    teams, old_team = [make_team() for _ in range(TEAMS)], make_team()
    for team in (*teams, old_team):
        for role in TEAM_ROLES:
            team.group_for(role)
    workers = User.objects.bulk_create(
        [User(email=f"worker{n}@emerald.example", name=f"Worker {n}", role=CASEWORKER.key) for n in range(WORKERS)]
    )
    council = Council(
        none=make_user(role="caseworker"),
        ten=make_user(role="caseworker"),
        one_team=make_user(role="practice_manager", teams=teams[:1]),
        every_team=make_user(role="service_manager", teams=[*teams, old_team]),
        old_team=make_user(role="practice_manager", teams=[old_team]),
    )
    _fill(council, teams, old_team, workers)
    return council


def empty():
    """Take everything out again."""
    with past_the_triggers() as cursor:
        cursor.execute(f"TRUNCATE {', '.join((*TABLES, *KEPT))} RESTART IDENTITY CASCADE")


def _fill(council, teams, old_team, workers):
    one = make_case(
        manager=council.every_team,
        team=old_team,
        child=make_child(date_of_birth=date(1995, 1, 1)),
        opened_on=date(2008, 1, 1),
    )
    with past_the_triggers() as cursor:
        cursor.execute(CHILDREN, [one.child_id + 1, one.child_id + CASES])
        cursor.execute(
            THE_CASES,
            {
                "first": one.pk + 1,
                "last": one.pk + CASES - 1,
                "old": OLD,
                "old_team": old_team.pk,
                "count": TEAMS,
                "teams": [team.pk for team in teams],
            },
        )
        cursor.execute(
            ALLOCATIONS,
            {
                "first": one.pk,
                "ten": council.ten.pk,
                "manager": council.every_team.pk,
                "workers": [worker.pk for worker in workers],
                "count": WORKERS,
            },
        )
        lasting = [permission_ids()[right] for right in of_the_record(ROLES[CASEWORKER.key].on_a_case)]
        cursor.execute(RIGHTS_BY_PART, [_permissions(CASEWORKER.key), lasting])
        for role in TEAM_ROLES:
            cursor.execute(RIGHTS_BY_TEAM, [role, _permissions(role)])
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"VACUUM ANALYZE {table}")


def _permissions(role):
    return [permission_ids()[right] for right in ROLES[role].on_a_case]
