"""What the database shows of the register to the application's role, asked in raw SQL, is what its scope shows."""

from random import Random

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from cases.models import Child
from emerald.accounts.models import User
from emerald.accounts.roles import ROLES
from emerald.database.identity import NOBODY, Identity, asking_as, asking_for
from perpetrators.models import (
    Condition,
    ConnectionFound,
    ConnectionReply,
    ConnectionRequest,
    Measure,
    Particular,
    PersonOfConcern,
    Place,
    ProtectedChild,
)
from perpetrators.row_policies import OPEN, policies
from tests.access.acting import ACTS, Stage
from tests.access.register_rows import RULES, Everything, tables
from tests.access.test_matrix import connect
from tests.access.test_register_after_random_acts import ON_THE_REGISTER, furnish
from tests.factories.people import make_user
from tests.factories.register import make_officer
from tests.house import case, house, morag, priya, sunita, team, world

__all__ = ["case", "house", "morag", "priya", "sunita", "team", "world"]
pytestmark = pytest.mark.django_db
SEEDS, STEPS = range(3), 60


def shown(model):
    """The keys of the rows there are, in SQL that asks for nobody in particular."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {model._meta.pk.column} FROM {model._meta.db_table}")
        return {key for (key,) in cursor}


def shown_to(user):
    with asking_for(user.pk):
        return {model._meta.db_table: shown(model) for model, _ in tables()}


# --- Everybody, whatever happened -------------------------------------------------------------------------------------
@pytest.fixture(params=SEEDS)
def stage(request):
    """What people of every role did at random, and rows of every kind on whatever came of it."""
    stage = Stage(Random(request.param))
    furnish(stage)
    likely = [name for name in ACTS if any(word in name for word in ON_THE_REGISTER)]
    for _ in range(STEPS):
        stage.act(name := stage.chance.choice(likely), stage.actor_for(name))
    say_more(stage)
    return stage


def say_more(stage):
    children, chance = list(Child.objects.all()), stage.chance
    for measure in Measure.objects.all():
        child = chance.choice([None, *children])
        Condition.objects.create(measure=measure, sort="prohibition", text="Not to come near.", child=child)
        if child and chance.random() < 0.5:
            ProtectedChild.objects.get_or_create(measure=measure, child=child)
    for of, record in (*(("person", one) for one in PersonOfConcern.objects.all()), ("place", Place.objects.first())):
        Particular.objects.create(**{of: record}, kind="phone", value="07700 900123", recorded_by=stage.people[0])
    for number in range(12):
        connect_records(stage, number)


def connect_records(stage, number):
    """Something was found on two records, and somebody asked about it."""
    chance = stage.chance

    def side(prefix=""):
        model = chance.choice([PersonOfConcern, Place, Child, Child])
        of = {PersonOfConcern: "person", Place: "place", Child: "child"}[model]
        return {f"{prefix}{of}": stage.one(model)}

    what = {"kind": "phone", "match": f"+4477009001{number:02}", "words": "A telephone number"}
    by, decided = chance.choice(stage.people), {}
    if chance.random() < 0.5:
        decided = {
            "outcome": "told",
            "answer": "Ask me.",
            "decided_by": stage.people[0],
            "decided_at": "2026-03-02T10:00Z",
        }
    ConnectionFound.objects.create(**side(), **side("other_"), **what, **decided, saved_by=by)
    asked = ConnectionRequest.objects.create(**side(), **what, why="Seen there.", asked_by=by)
    for answered in (False, True):
        said = {"answer": "Yes.", "shares": True, "answered_by": stage.people[0], "answered_at": "2026-03-02T10:00Z"}
        ConnectionReply.objects.create(request=asked, **side(), **(said if answered else {}))


def test_raw_sql_sees_of_the_register_what_its_scope_shows_each_role(stage):
    everything, found = Everything(), set()
    for user in User.objects.filter(pk__in=[one.pk for one in stage.people]):
        theirs = shown_to(user)
        assert theirs == everything.expected(user), user.role
        found |= {(table, bool(rows)) for table, rows in theirs.items()}
    filled = {model._meta.db_table for model, _, rows in everything.rows if rows}
    assert {(table, is_seen) for table in filled for is_seen in (True, False)} <= found
    assert len(filled) > 20
    with asking_as(NOBODY):
        assert {model._meta.db_table for model, _ in tables() if shown(model)} == set()


# --- Each role, by what it is joined to -------------------------------------------------------------------------------
@pytest.mark.parametrize("connected", [True, False], ids=["connected", "elsewhere"])
@pytest.mark.parametrize("role", ROLES)
def test_each_role_sees_the_rows_of_one_of_everything_that_the_scope_gives_it(role, connected, world, team):
    user = make_user(role=role, teams=[team] if connected else [])
    if connected:
        connect(user, world)
    assert shown_to(user) == Everything().expected(user)


def test_nobody_sees_nothing_of_the_register(house):
    there = {model._meta.db_table for model, _ in tables() if shown(model)}
    assert len(there) > 25
    for asks in (NOBODY, Identity(act="an act nobody declared"), Identity(user=0)):
        with asking_as(asks):
            assert {model._meta.db_table for model, _ in tables() if shown(model)} == set()


def test_an_officer_whose_access_has_ended_sees_nothing_of_the_register(house, team):
    officer = make_user(role="police_liaison", teams=[team])
    assert shown_to(officer)["perpetrators_personofconcern"]
    User.objects.filter(pk=officer.pk).update(is_active=False)
    assert set().union(*shown_to(officer).values()) == set()


@pytest.mark.urls("tests.access.doorless_site")
def test_a_page_that_forgot_its_door_shows_nobody_elses_person_of_concern(world, team, priya, client):
    people = {who: PersonOfConcern.objects.visible_to(who) for who in (priya, make_officer(), make_user(teams=[team]))}
    assert [theirs.exists() for theirs in people.values()] == [True, True, False]
    for person, theirs in people.items():
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        shown = client.get("/every/person/").text.split("\n")
        assert set(filter(None, shown)) == {one.name for one in theirs}


@pytest.mark.parametrize(
    ("table", "column"), [("legalevent", "xid"), ("recordentry", "xid"), ("linkhistory", "pgh_xid")]
)
def test_what_is_only_added_to_stays_so_for_whoever_sees_it(table, column, world):
    """A policy lets a row in; what may be done with it is another matter."""
    with asking_for(make_officer().pk), connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM perpetrators_{table}")
        assert cursor.fetchone()[0] > 0
        for change in (f"UPDATE perpetrators_{table} SET {column} = 0", f"DELETE FROM perpetrators_{table}"):
            with pytest.raises(DatabaseError), transaction.atomic():
                cursor.execute(change)


# --- Every table ------------------------------------------------------------------------------------------------------
def test_each_table_of_the_register_has_a_rule_here_a_policy_there_or_a_reason():
    models = apps.get_app_config("perpetrators").get_models(include_auto_created=True)
    for model in (one for one in models if not one._meta.proxy):
        table, name = model._meta.db_table, model._meta.model_name.removesuffix("history")
        assert [table in policies(), table in OPEN].count(True) == 1, table
        assert (table in policies()) == (name in RULES), table
    assert all(reason for reason in OPEN.values())
