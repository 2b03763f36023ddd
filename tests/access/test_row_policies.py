"""What the database shows the application's role, asked in raw SQL, is what `visible_to` shows: no more and no less."""

import pytest
from django.apps import apps
from django.conf import settings as site
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings

from cases import row_policies
from cases.models import Case, Child
from cases.row_policies import GUARDED, OPEN
from emerald.accounts.permissions import Right
from emerald.accounts.roles import ROLES
from emerald.database import identity
from emerald.database.acts import ACTS
from emerald.database.identity import NOBODY, acting_as_emerald, asking_as, asking_for
from emerald.database.row_policies import policies
from perpetrators import row_policies as of_the_register
from tests.access.test_matrix import connect
from tests.access.world import PEOPLE, Stage, a_world
from tests.factories.children import make_case
from tests.factories.people import make_user
from tests.house import case, house, morag, priya, sunita, team, world

__all__ = ["case", "house", "morag", "priya", "sunita", "team", "world"]
pytestmark = pytest.mark.django_db
many_worlds = settings(
    max_examples=15,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


ROOMS = [one for one in apps.get_models(include_auto_created=True) if one._meta.app_label in GUARDED]
# What takes more than seeing the case, by the name of its model; everything else on a case takes that.
FACETS = {
    "riskassessment": Right.READ_RISK,
    "plan": Right.READ_PLAN,
    "planaction": Right.READ_PLAN,
    "managementdecision": Right.READ_OVERSIGHT,
    "supervision": Right.READ_OVERSIGHT,
    "session": Right.HEAR_OF_SESSIONS,
    "contact": Right.HEAR_OF_SESSIONS,
}


def keys(table, column="id"):
    """In SQL that asks for nobody in particular: as from a view that forgot its door."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table}")
        return {key for (key,) in cursor}


def filled():
    """The guarded tables in which the owner sees something."""
    return {table for table in policies() if keys(table, "1")}


# --- Cases and children -----------------------------------------------------------------------------------------------
@pytest.fixture
def stage(db):
    return Stage()


@given(world=a_world)
@many_worlds
def test_raw_sql_sees_the_cases_and_children_that_visible_to_shows(stage, world):
    with stage.play(world) as people:
        for person in people:
            theirs = set(Case.objects.visible_to(person).values_list("pk", "child"))
            with asking_for(person.pk):
                assert keys("cases_case") == {one for one, _ in theirs}
                assert keys("cases_child") == {child for _, child in theirs}
    assert len(people) == PEOPLE


@pytest.mark.parametrize("connected", [True, False], ids=["connected", "elsewhere"])
@pytest.mark.parametrize("role", ROLES)
def test_each_role_sees_what_is_on_its_cases_and_nothing_of_others(role, connected, world, team):
    """Of every table the rows that lead to a case of theirs, found here by the models' keys and not by the policies."""
    user = make_user(role=role, teams=[team] if connected else [])
    if connected:
        connect(user, world)
    children = set(Case.objects.visible_to(user).values_list("child", flat=True))
    for model in (one for one in apps.get_models() if one._meta.db_table in row_policies.policies()):
        right = FACETS.get(model._meta.model_name.removesuffix("history"), Right.SEE_CASE)
        cases = set(Case.objects.visible_to(user, right).values_list("pk", flat=True))
        expected = rows_through_keys(model, cases, children)
        if expected is not None:
            with asking_for(user.pk):
                assert keys(model._meta.db_table, model._meta.pk.column) == expected, model._meta.db_table


def rows_through_keys(model, cases, children):
    """The keys of the rows whose own key to a case or a child is one of these; None where it has no such key."""
    for target, seen in ((Case, cases), (Child, children)):
        names = [each.name for each in model._meta.concrete_fields if each.related_model is target]
        if model is target or names:
            rows = model._base_manager.values_list("pk", *(names or ["pk"]))
            return {pk for pk, *ends in rows if seen & set(ends) or (names and set(ends) == {None})}
    return None


def test_nobody_sees_nothing(house):
    assert len(filled()) > 40
    for asks in (NOBODY, identity.Identity(act="an act nobody declared"), identity.Identity(user=0)):
        with asking_as(asks):
            assert {table for table in policies() if keys(table, "1")} == set()


def test_an_account_that_has_ended_sees_nothing(case, priya):
    with asking_for(priya.pk):
        assert keys("cases_case")
    type(priya).objects.filter(pk=priya.pk).update(is_active=False)
    with asking_for(priya.pk):
        assert not keys("cases_case")


def test_what_one_does_not_see_one_does_not_change(case, priya):
    stranger = make_user(role="caseworker")
    for asks, changed in ((stranger, 0), (priya, 1)):
        with asking_for(asks.pk), connection.cursor() as cursor:
            cursor.execute("UPDATE cases_child SET school = 'Elsewhere' WHERE id = %s", [case.child_id])
            assert cursor.rowcount == changed


@pytest.mark.urls("tests.access.doorless_site")
def test_a_page_that_forgot_its_door_shows_nobody_elses_child(case, priya, client):
    """Every child there is, as far as the page asks."""
    make_case()
    stranger = make_user(role="caseworker")
    for person, cases in ((priya, Case.objects.visible_to(priya)), (stranger, [])):
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        shown = client.get("/every/child/").text.split("\n")
        assert sorted(filter(None, shown)) == sorted({one.child.full_name for one in cases})
    assert case.child.full_name


# --- Whom the database was told ---------------------------------------------------------------------------------------
def told():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user, current_setting('emerald.user_id', true), current_setting('emerald.act', true)"
        )
        return cursor.fetchone()


def test_who_asks_is_told_for_as_long_as_they_ask(priya, morag):
    owner = told()[0]
    with asking_for(priya.pk):
        assert told() == (site.DATABASE_ROLE, str(priya.pk), "")
        with asking_for(morag.pk):
            assert told()[1] == str(morag.pk)
        assert told()[1] == str(priya.pk)
    assert told() == (owner, "", "commit")  # for what is checked at the end of the test


def test_it_is_still_told_after_a_part_was_rolled_back(priya, morag):
    with asking_for(priya.pk):
        with transaction.atomic():
            with asking_for(morag.pk):
                assert told()[1] == str(morag.pk)
            transaction.set_rollback(True)
        assert told()[1] == str(priya.pk)


def test_telling_it_is_no_query_of_the_page(priya):
    with CaptureQueriesContext(connection) as captured, asking_for(priya.pk):
        keys("cases_case")
    assert [one["sql"] for one in captured] == ["SELECT id FROM cases_case"]


# --- The table of acts ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", ACTS)
def test_an_act_sees_the_tables_it_names_and_no_other(name, house):
    there = filled()
    with asking_as(NOBODY), acting_as_emerald(name):
        seen = {table for table in there if keys(table, "1")}
    assert seen == there & with_what_hangs_on({table for table in there if ACTS[name].sees(table)})


def with_what_hangs_on(tables):
    """These tables, and those whose rows are found through theirs alone, such as the pins of a chronology."""
    guarded = [one for one in ROOMS if one._meta.db_table in policies()]
    for model in sorted(guarded, key=lambda one: one._meta.db_table.endswith("history")):
        leads = [each for each in model._meta.concrete_fields if each.related_model in guarded]
        ends = {each.related_model for each in leads if not each.null} or {each.related_model for each in leads}
        if not ends & {Case, Child} and any(end._meta.db_table in tables for end in ends):
            tables.add(model._meta.db_table)
    # A request about a connection is found by what answers it, and so is its history.
    asked = {"perpetrators_connectionrequest", "perpetrators_connectionrequesthistory"}
    return tables | asked if "perpetrators_connectionreply" in tables else tables


@pytest.mark.parametrize("name", ACTS)
def test_an_act_has_its_reason_and_names_tables_that_are_guarded(name):
    assert ACTS[name].why.endswith(".")
    assert ACTS[name].tables == ("*",) or set(ACTS[name].tables) <= policies().keys()


def test_an_act_that_nobody_declared_is_refused():
    with pytest.raises(KeyError), acting_as_emerald("whatever I like"):
        pass


# --- Every table ------------------------------------------------------------------------------------------------------
def leads_to_a_child(model, seen=()):
    """Whether a key leads from the model, over however many others, to a case or a child."""
    if model in {Case, Child}:
        return True
    ahead = [each.related_model for each in model._meta.concrete_fields if each.is_relation]
    return any(leads_to_a_child(one, (*seen, model)) for one in ahead if one not in seen and one is not model)


LEADS = [one for one in apps.get_models(include_auto_created=True) if leads_to_a_child(one)]


@pytest.mark.parametrize("model", LEADS, ids=lambda model: model.__name__)
def test_a_table_from_which_a_key_leads_to_a_child_has_a_policy_or_a_reason(model):
    table = model._meta.db_table
    assert [table in policies(), table in OPEN].count(True) == 1


def test_the_policies_of_the_database_are_those_of_the_code():
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity AND relnamespace = 'public'::regnamespace")
        theirs = row_policies.policies().keys() | of_the_register.policies().keys()
        assert {name for (name,) in cursor} == policies().keys() == theirs
