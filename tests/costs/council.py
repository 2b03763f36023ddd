"""A council of a given size, as the verbs would have left it: people of every role with cases of their own, and one
case with one of everything, on which every page has something to show. Made twice on one day, it is the same."""

from dataclasses import dataclass

from django.db import connection
from django.test import override_settings
from django.utils import timezone

from cases.models import Case, Child
from cases.models.access.allocation import Part
from cases.models.access.rights import TEAM_ROLES
from cases.models.access.visible import permission_ids
from emerald.accounts.models import User
from emerald.accounts.reach import of_the_record
from emerald.accounts.roles import CASEWORKER, ROLES, Connection, roles_connected_by
from emerald.audit.models import AccessEntry
from emerald.audit.verify_live import tracked
from emerald.reminders.keeping import keep_all
from interventions.models import Session
from tests.costs import register
from tests.costs.copies import RIGHTS_BY_PART, RIGHTS_BY_TEAM, copy, past_the_triggers, tell_history
from tests.costs.sizes import CASES_OF_A_TEAM, CASES_OF_A_WORKER, TEAMS_OF_A_LARGE_SERVICE
from tests.factories.children import make_case, make_child
from tests.factories.everything import one_of_everything
from tests.factories.people import make_team, make_user
from tests.factories.sessions import make_session

LARGE_SERVICE = "large service"
CHEAP = "django.contrib.auth.hashers.MD5PasswordHasher"
GIVEN = ("Ada", "Bryn", "Cora", "Dilys", "Enid", "Ffion", "Gwen", "Hedra", "Jory", "Kerra", "Lowen", "Morwen", "Nessa")
FAMILY = ("Marsh", "Orchard", "Quill", "Tolver", "Vane", "Pascoe", "Olver", "Nance", "Trease", "Hollow")
ENDS = ("feather", "field", "ford", "gate", "ham", "lock", "mere", "stone", "ward", "wick")
# Primes: teams, workers and days are dealt out evenly, and not in the order of the keys.
DEALT, DAYS_AGO = "(k * 7919 % {cases})", "(k * 104729 % 1500)::int"
IS_CLOSED = "k % 10 < 3"
IS_LATE = "k % 100 > 96"  # three in a hundred children were not seen, and as many reviews not held
LAST_REVIEW = f"current_date - CASE WHEN {IS_LATE} THEN 200 ELSE 1 END"
OPENED = f"(current_date - CASE WHEN {IS_CLOSED} THEN 240 ELSE 40 END - {DAYS_AGO})"


@dataclass(frozen=True)
class Base:
    """The rows of which there are copies, and the people and teams among whom these are dealt out."""

    case: Case
    teams: list
    workers: list
    people: dict  # role, or LARGE_SERVICE -> User
    world: dict
    session: Session
    look: AccessEntry
    of_register: register.First


# What the steps take beside each other: for the line that tells how far it has come.
BEGINNING, OF_A_CASE = 150_000, {"cases": 8, "register": 15, "rights": 100, "history": 120, "due": 20, "statistics": 40}


def weight_of(size):
    """Of all steps of `load` together."""
    copied = size.entries_each + size.sessions_each + size.looks_each
    return BEGINNING + size.cases * (copied + sum(OF_A_CASE.values()))


def load(size, progress):
    """Fill the empty tables. Returns what `walk` must know of them: {"people": {role: key}, "world": {word: key}}."""
    with override_settings(PASSWORD_HASHERS=[CHEAP]):
        progress.step("people, and a case with one of everything", BEGINNING)
        base = begin(size)
    with past_the_triggers() as cursor:
        copy_cases(cursor, base, size, progress)
        copy_notes(cursor, base, size, progress)
        progress.step("the register", size.cases * OF_A_CASE["register"])
        register.copy_register(cursor, base, size)
        give_rights(cursor, progress, size)
        progress.step("history", size.cases * OF_A_CASE["history"])
        for model in tracked():
            tell_history(cursor, model)
    progress.step("what is due", size.cases * OF_A_CASE["due"])
    keep_all()
    progress.step("statistics", size.cases * OF_A_CASE["statistics"])
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return {
        "people": {role: person.pk for role, person in base.people.items()},
        "world": {word: key if isinstance(key, int) else str(key) for word, key in base.world.items()},
    }


def begin(size):
    """The people and the first rows, by the verbs."""
    teams = [make_team() for _ in range(size.teams)]
    for team in teams:
        for role in TEAM_ROLES:
            team.group_for(role)
    people = people_of(size, teams)
    manager, lead = people["practice_manager"], people[CASEWORKER.key]
    house = make_case(manager=manager, team=teams[0], child=make_child())
    house.allocate(lead, part=Part.LEAD, by=manager)
    world = one_of_everything(case=house, manager=manager, lead=lead, team=teams[0])
    for role in roles_connected_by(Connection.LINK):
        house.allocate(people[role], part="linked", by=manager)
    others = [
        User(email=f"worker{n}@emerald.example", name=f"Worker {n}", role=CASEWORKER.key)
        for n in range(1, size.workers)
    ]
    workers = [lead, *User.objects.bulk_create(others)]
    opened_on = timezone.localdate().replace(day=1, year=timezone.localdate().year - 5)
    case = make_case(
        manager=people["service_manager"],
        team=teams[0],
        opened_on=opened_on,
        child=make_child(given_names="Cora", family_name="Marsh"),
    )
    case.allocate(workers[-1], part=Part.LEAD, by=people["service_manager"])
    session = make_session(case, by=workers[-1], childs_words="I like it.")
    look = AccessEntry.objects.create(verb="opened", subject="case", subject_id=case.pk, reference=case.reference)
    first = register.begin(case.child, team=teams[0], keeper=people["police_liaison"])
    return Base(case, teams, workers, people, world, session, look, first)


def people_of(size, teams):
    """{role: somebody in it}, and who manages a large service."""
    of_roles = {"service_manager": teams[: size.teams_of_a_service]}
    people = {role: make_user(role=role, teams=of_roles.get(role, teams[:1])) for role in ROLES}
    return people | {LARGE_SERVICE: make_user(role="service_manager", teams=teams[:TEAMS_OF_A_LARGE_SERVICE])}


# --- Cases ------------------------------------------------------------------------------------------------------------
OPEN_STATE = "CASE WHEN k % 5 = 0 THEN 'victim' ELSE 'at_risk' END"
THEN = """(SELECT to_jsonb(known) FROM (SELECT given_names, family_name, preferred_name, date_of_birth, estimated_age,
    estimated_on FROM cases_child WHERE cases_child.id = {child} + k) known)"""
CLOSINGS = """
    INSERT INTO cases_statechange (step, from_state, to_state, effective_on, at, reason, rationale, section_47_reason,
        version, xid, by_id, case_id)
    SELECT 'close', to_state, 'closed', closed_on, closed_on, closure_reason, 'Safer now.', '', 2, audit_clock(), by_id,
        case_id
    FROM cases_statechange JOIN cases_case ON cases_case.id = case_id
    WHERE step = 'open' AND state = 'closed'"""
NO_REVIEW = "DELETE FROM cases_review USING cases_case WHERE cases_case.id = case_id AND state = 'closed'"


def copy_cases(cursor, base, size, progress):
    one, number = base.case, size.cases - 1
    progress.step("children and cases", size.cases * OF_A_CASE["cases"])
    name_children(cursor)
    name = f"JOIN costs_name name ON name.number = k % {len(GIVEN) * len(FAMILY) * len(ENDS)}"
    found_by = ("given_names", "family_name", "sounds", "beginnings", "name_keys")
    copy(cursor, one.child, number, {column: f"name.{column}" for column in found_by}, more=name)
    copy(cursor, one, number, facts_of_case(base, size))
    case = f"JOIN cases_case c ON c.id = {one.pk} + k"
    for row, facts in (
        (one.allocations.get(), facts_of_allocation(base, size)),
        (one.state_changes.get(), facts_of_opening()),
        (one.review_waiting, {"counted_from": f"greatest(c.opened_on, {LAST_REVIEW})"}),
    ):
        copy(cursor, row, number, {"case_id": "c.id"} | facts, more=case)
    cursor.execute(CLOSINGS)
    cursor.execute(NO_REVIEW)


def name_children(cursor):
    """What a child of each name is found by: asked of the model once."""
    cursor.execute(
        "CREATE TEMP TABLE costs_name (number int PRIMARY KEY, given_names text, family_name text, sounds text[], "
        "beginnings text[], name_keys text[])"
    )
    every = [(given, first + last) for given in GIVEN for first in FAMILY for last in ENDS]
    with cursor.copy("COPY costs_name FROM STDIN") as rows:
        for number, (given, family) in enumerate(every):
            child = Child(given_names=given, family_name=family)
            child.listen()
            rows.write_row((number, given, family, child.sounds, child.beginnings, child.name_keys))


def facts_of_case(base, size):
    team = f"1 + ({DEALT.format(cases=size.cases)} / {CASES_OF_A_TEAM}) % {len(base.teams)}"
    closed = {"closed_on": f"{OPENED} + 200", "child_then": THEN.format(child=base.case.child_id)}
    return {
        "reference": "'EM-1999-' || lpad(k::text, 7, '0')",
        "child_id": f"{base.case.child_id} + k",
        "team_id": f"(ARRAY{[team.pk for team in base.teams]})[{team}]",
        "opened_on": OPENED,
        "created_at": OPENED,
        "state": f"CASE WHEN {IS_CLOSED} THEN 'closed' ELSE {OPEN_STATE} END",
        "last_seen_on": f"CASE WHEN {IS_CLOSED} THEN {OPENED} + 190 ELSE current_date - CASE WHEN {IS_LATE} THEN 60 "
        "ELSE (k % 7)::int END END",
        **{column: f"CASE WHEN {IS_CLOSED} THEN {fact} END" for column, fact in closed.items()},
        "led": f"NOT ({IS_CLOSED})",
        "closure_reason": f"CASE WHEN {IS_CLOSED} THEN 'C3' ELSE '' END",
    }


def facts_of_opening():
    return {
        "to_state": OPEN_STATE,
        "effective_on": "c.opened_on",
        "at": "c.opened_on",
        "section_47": "CASE WHEN k % 5 = 0 THEN true END",
    }


def facts_of_allocation(base, size):
    worker = f"1 + ({DEALT.format(cases=size.cases)} / {CASES_OF_A_WORKER}) % {len(base.workers)}"
    return {
        "user_id": f"(ARRAY{[worker.pk for worker in base.workers]})[{worker}]",
        "started_on": "c.opened_on",
        "made_at": "c.opened_on",
        "ended_on": "c.closed_on",
        "end_reason": "CASE WHEN c.closed_on IS NULL THEN '' ELSE 'case_closed' END",
        "ended_by_id": f"CASE WHEN c.closed_on IS NULL THEN NULL ELSE {base.people['service_manager'].pk} END",
    }


# --- What is written on each, and who looked --------------------------------------------------------------------------
DAY_OF_CASE = "c.opened_on + (coalesce(c.closed_on, current_date - 1) - c.opened_on) * (k % {each})::int / {each}"


# A line of each kind in turn, with the sentence of one and no page behind it.
LINE = {
    "kind": "(ARRAY['event', 'contact', 'direct_work', 'risk', 'plan'])[1 + k % 5]",
    "sentence": "'She rang from school, and we agreed what she does on the way home. Line ' || k",
    "significant": "k % 5 = 0",
    "page": "''",
    "page_args": "'{}'::jsonb",
}


def copy_notes(cursor, base, size, progress):
    one = base.case
    entry = one.entries.filter(kind="status").get()
    for what, row, each, at in (
        ("lines of the chronology", entry, size.entries_each, ("happened_at", "recorded_at")),
        ("sessions", base.session, size.sessions_each, ("held_at", "recorded_at")),
    ):
        progress.step(what, size.cases * each)
        case = f"JOIN cases_case c ON c.id = {one.pk} + (k - 1) / {each}"
        when = f"({DAY_OF_CASE.format(each=each)})::timestamp + interval '12 hours'"
        lead = "(SELECT user_id FROM cases_allocation a WHERE a.case_id = c.id AND part = 'lead' LIMIT 1)"
        facts = {"case_id": "c.id", "recorded_by_id": lead, **dict.fromkeys(at, when)}
        facts |= LINE if row is entry else {}
        copy(cursor, row, size.cases * each, facts, more=case, told=progress.done)
    progress.step("lines of the access log", size.cases * size.looks_each)
    copy(cursor, base.look, size.cases * size.looks_each, facts_of_look(base, size), told=progress.done)


def facts_of_look(base, size):
    case = f"{base.case.pk} + k % {size.cases}"
    return {
        "at": "now() - make_interval(mins => (k * 7919 % 40000)::int)",
        "subject_id": case,
        "reference": f"'EM-1999-' || lpad((k % {size.cases})::text, 7, '0')",
        "actor_id": f"(ARRAY{[worker.pk for worker in base.workers]})[1 + k % {len(base.workers)}]",
        "actor_role": "'caseworker'",
        "xid": "audit_clock()",
    }


# --- Rights -----------------------------------------------------------------------------------------------------------
def give_rights(cursor, progress, size):
    progress.step("rights", size.cases * OF_A_CASE["rights"])
    ids = permission_ids()
    rights = {key: [ids[right] for right in role.on_a_case] for key, role in ROLES.items()}
    lasting = [ids[right] for right in of_the_record(ROLES[CASEWORKER.key].on_a_case)]
    cursor.execute(RIGHTS_BY_PART, [rights[CASEWORKER.key], lasting])
    for role in TEAM_ROLES:
        cursor.execute(RIGHTS_BY_TEAM, [role, rights[role]])
