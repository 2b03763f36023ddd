"""A register of tens of thousands: persons of concern with a vehicle and a telephone number each, measures of every
state with their history, children they are linked to, and one worker who sees twenty of those.

Copied past the triggers, as the councils of `tests.costs` are; what the triggers keep is filled as a migration
fills it.
"""

from dataclasses import dataclass

from django.db import connection

from cases.models.access.visible import permission_ids
from emerald.accounts.models import User
from emerald.accounts.roles import ROLES
from perpetrators.models import Particular
from tests.benchmarks.large_council import KEPT
from tests.benchmarks.large_council import TABLES as COUNCIL
from tests.costs.copies import copy, past_the_triggers
from tests.costs.register import EVENTS, NUMBER, PARTLY, facts_of_measure, fill_what_is_kept
from tests.factories.children import make_case
from tests.factories.people import make_team, make_user
from tests.factories.register import link_child, make_measure, make_officer, make_person

PERSONS, MEASURES, CHILDREN, MINE = 20_000, 60_000, 20_000, 20
TABLES = (
    "perpetrators_fragment",
    "perpetrators_foundby",
    "perpetrators_measureperiod",
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
    with past_the_triggers() as cursor:
        copy(cursor, case.child, CHILDREN - 1, {"given_names": "'Child' || n"})
        names = {"reference": "'EM-1999-' || lpad(n::text, 7, '0')", "child_id": f"{case.child_id} + k"}
        copy(cursor, case, CHILDREN - 1, names)
        names = {"reference": "'PC-1999-' || lpad(n::text, 7, '0')", "family_name": "'Vex' || n"}
        copy(cursor, person, PERSONS - 1, names)
        whose = f"{person.pk} + k % {PERSONS}"
        child = f"{case.child_id} + k * 7919 % {CHILDREN}"
        copy(cursor, link, PERSONS - 1, {"person_id": f"{person.pk} + k", "child_id": child})
        for row, text in ((vehicle, PARTLY), (phone, NUMBER)):
            copy(cursor, row, PERSONS - 1, {"person_id": whose, "value": text, "match": text})
        copy(cursor, measure, MEASURES - 1, facts_of_measure(whose))
        cursor.execute(EVENTS.format(first=0))
        rights = [permission_ids()[right] for right in ROLES[found.worker.role].on_a_case]
        cursor.execute(RIGHTS, [found.worker.pk, rights, CHILDREN // MINE, MINE * len(rights)])
        fill_what_is_kept(cursor)
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"VACUUM ANALYZE {table}")
    return found


def empty():
    """Take everything out again."""
    with past_the_triggers() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(TABLES)} RESTART IDENTITY CASCADE")
