"""A register of tens of thousands: persons of concern with a vehicle and a telephone number each, measures of every
state with their history, children they are linked to, and one worker who sees twenty of those.

Set-based SQL past the triggers, as `large_council`; what the triggers keep is filled as a migration fills it.
"""

from dataclasses import dataclass
from importlib import import_module

from django.db import connection

from cases.models.access.visible import permission_ids
from emerald.accounts.models import User
from emerald.accounts.roles import ROLES
from perpetrators.models import Particular
from tests.benchmarks.large_council import KEPT
from tests.benchmarks.large_council import TABLES as COUNCIL
from tests.factories.children import make_case
from tests.factories.people import make_team, make_user
from tests.factories.register import link_child, make_measure, make_officer, make_person

PERSONS, MEASURES, CHILDREN, MINE = 20_000, 60_000, 20_000, 20
LIVE_SHARE = 5  # one measure in so many stands today; the others are over
TABLES = (
    "perpetrators_fragment",
    "perpetrators_foundby",
    "perpetrators_measureevent",
    "perpetrators_protectedchild",
    "perpetrators_measure",
    "perpetrators_particular",
    "perpetrators_admission",
    "perpetrators_link",
    "perpetrators_personofconcern",
    "perpetrators_registernumber",
    *COUNCIL,
    *KEPT,
)

# Each copies one row made by the model, whatever columns it has by then. 7919 and 104729 are primes: what is copied is
# spread evenly, and not in the order of the keys.
COPIES = """INSERT INTO {table} SELECT made.* FROM generate_series(%(first)s::bigint, %(last)s::bigint) n,
    LATERAL jsonb_populate_record(
        (SELECT one FROM {table} one WHERE one.id = %(one)s), jsonb_build_object('id', n, {facts})) made"""
LETTERS = "chr(65 + ({of})::int)"
PLATE = "||".join(
    (
        "'W'",
        LETTERS.format(of="n % 10"),
        "lpad((n * 7 % 73 + 2)::text, 2, '0')",
        LETTERS.format(of="n * 7919 % 26"),
        LETTERS.format(of="n * 104729 / 26 % 26"),
        LETTERS.format(of="n / 5 % 26"),
    )
)
# One in twenty was read in part.
PARTLY = f"CASE WHEN n % 20 = 0 THEN overlay({PLATE} placing '??' from (1 + n % 6)::int for 2) ELSE {PLATE} END"
STARTED = "(current_date - 1 - (n * 7919 % 2000)::int)"
IS_LIVE = f"n % {LIVE_SHARE} = 0"
EVENTS = """INSERT INTO perpetrators_measureevent
        (measure_id, step, from_state, to_state, "on", sentence, note, by_id, at, version)
    SELECT id, 'made', '', 'in_force', started_on, 'Made.', '', recorded_by_id, now(), 1 FROM perpetrators_measure
    UNION ALL SELECT id, 'expired', 'in_force', 'expired', ended_on, 'Expired.', '', recorded_by_id, now(), 2
    FROM perpetrators_measure WHERE ended_on IS NOT NULL"""
RIGHTS = """INSERT INTO cases_caseuserobjectpermission (content_object_id, user_id, permission_id)
    SELECT id, %s, permission FROM cases_case, unnest(%s::int[]) permission WHERE id %% %s = 7 LIMIT %s"""


@dataclass(frozen=True)
class Register:
    """`keeper` sees all of it, `worker` what concerns twenty children, `stranger` none."""

    keeper: User
    worker: User
    stranger: User


def load():
    """Fill the empty tables and commit. Returns the Register."""
    team = make_team()
    manager = make_user(role="service_manager", teams=[team])
    found = Register(make_officer(), make_user(role="caseworker"), make_user(role="caseworker"))
    case = make_case(manager=manager, team=team)
    person = make_person(area=team, officer=found.keeper)
    link = link_child(person, case.child)
    vehicle = Particular.objects.create(person=person, kind="vehicle", value="WV63 KLP", recorded_by=found.keeper)
    phone = Particular.objects.create(person=person, kind="phone", value="07700 900123", recorded_by=found.keeper)
    measure = make_measure(area=team, by=found.keeper, person=person)
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")  # no history, no checks of foreign keys
        _copy(cursor, case.child, CHILDREN, "'given_names', 'Child' || n")
        of_child = f"{case.child_id} + n - {case.pk}"
        _copy(cursor, case, CHILDREN, f"'reference', 'EM-1999-' || lpad(n::text, 7, '0'), 'child_id', {of_child}")
        _copy(cursor, person, PERSONS, "'reference', 'PC-1999-' || lpad(n::text, 7, '0'), 'family_name', 'Vex' || n")
        whose = f"'person_id', {person.pk} + n %% {PERSONS}"
        linked = f"'person_id', {person.pk} + n - {link.pk}, 'child_id', {case.child_id} + n * 7919 %% {CHILDREN}"
        _copy(cursor, link, PERSONS, linked)
        plate = PARTLY.replace("%", "%%")
        _copy(cursor, vehicle, PERSONS, f"{whose}, 'value', {plate}, 'match', {plate}", after=phone.pk)
        number = "'+4477' || lpad((n * 104729 %% 100000000)::text, 8, '0')"
        _copy(cursor, phone, PERSONS, f"{whose}, 'value', {number}, 'match', {number}", after=phone.pk + PERSONS)
        _copy(cursor, measure, MEASURES, _facts_of_measures(whose).replace("\n", " "))
        cursor.execute(EVENTS)
        rights = [permission_ids()[right] for right in ROLES[found.worker.role].on_a_case]
        cursor.execute(RIGHTS, [found.worker.pk, rights, CHILDREN // MINE, MINE * len(rights)])
        filled = import_module("perpetrators.migrations.0011_what_is_there_is_found").Migration.operations[0].sql
        for statement in filled:
            cursor.execute(statement)
        cursor.execute("SET session_replication_role = origin")
        for table in TABLES:
            cursor.execute(f"VACUUM ANALYZE {table}")
    return found


def _facts_of_measures(whose):
    started, is_live = STARTED.replace("%", "%%"), IS_LIVE.replace("%", "%%")
    return f"""'reference', 'DM-1999-' || lpad(n::text, 7, '0'), {whose},
        'order_ref', 'F' || lpad((n * 7919 %% 1000003)::text, 7, '0'), 'facts', jsonb_build_object('claim', 'QB-' || n),
        'state', CASE WHEN {is_live} THEN 'in_force' ELSE 'expired' END,
        'started_on', {started}, 'made_on', {started},
        'served_on', CASE WHEN n %% 7 = 0 THEN NULL ELSE {started} END,
        'ends_on', CASE WHEN {is_live} THEN current_date + (n %% 400)::int
            ELSE least({started} + (n %% 90)::int, current_date - 1) END,
        'ended_on', CASE WHEN {is_live} THEN NULL ELSE least({started} + (n %% 90)::int, current_date - 1) + 1 END"""


def _copy(cursor, row, number, facts, after=None):
    """So many rows in all like this one, which differ by `facts`; their keys follow its own, or `after`."""
    statement, after = COPIES.format(table=row._meta.db_table, facts=facts), after or row.pk
    cursor.execute(statement, {"one": row.pk, "first": after + 1, "last": after + number - 1})


def empty():
    """Take everything out again."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(f"TRUNCATE {', '.join(TABLES)} RESTART IDENTITY CASCADE")
        cursor.execute("SET session_replication_role = origin")
