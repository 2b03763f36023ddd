"""No false alarm: whatever Emerald, its migrations and its operator do honestly, the record is found whole."""

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import Value
from django.db.models.functions import Concat
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from cases.models import Carer, Case, Child
from emerald.accounts.models import Team, User
from emerald.audit.seal import seal_new_rows
from emerald.audit.verify import verify
from emerald.audit.verify_live import check_live, tracked
from emerald.audit.verify_structure import tables_of_models
from emerald.audit.verify_traces import check_traces
from emerald.database.identity import Identity, asking_as
from tests.factories.everything import one_of_everything
from tests.factories.people import make_team, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def nothing_kept_yet():
    """Here everything counts, from the first migration on."""


def execute(*statements):
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def said():
    return [*check_live(set(tables_of_models())), *check_traces()]


@pytest.fixture
def at_work(db):
    """From here on the database lets through only what the role Emerald works as may do, in an act that sees every row:
    the verbs below are of many people, and who sees what is asked in tests/access."""
    with asking_as(Identity(act="commit")):
        yield


def test_everything_there_is_can_be_done_by_the_role_that_owns_nothing(at_work, case, morag, priya, team, client):
    world = one_of_everything(case=case, manager=morag, lead=priya, team=team)
    priya.set_password("a-password-she-chose-today")
    priya.save()
    client.post(reverse("account_login"), {"login": priya.email, "password": "a-password-she-chose-today"})
    for name, keys in (("home", []), ("case", [world["reference"]]), ("case_chronology", [world["reference"]])):
        assert client.get(reverse(name, args=keys)).status_code == 200
    client.post(reverse("account_logout"))
    seal_new_rows()
    call_command("clearsessions")
    with asking_as(Identity(act="task emerald.audit.tasks.verify")):
        assert "\n".join(verify().broken) == ""
    with asking_as(None):
        assert "\n".join(verify().broken) == ""


def test_bulk_raw_and_deleted_rows_leave_histories_that_agree(case, priya):
    Carer.objects.bulk_create([Carer(child=case.child, name=f"Carer {n}", relationship="Aunt") for n in range(5)])
    Carer.objects.update(relationship="Uncle")
    Carer.objects.order_by("pk")[0].delete()
    execute(
        "DELETE FROM cases_carer WHERE name = 'Carer 3'",
        "UPDATE cases_carer SET name = 'Lowen' WHERE id > 0",
        "UPDATE cases_child SET beginnings = beginnings",
    )
    assert said() == []


def test_a_row_deleted_and_put_back_under_its_number_is_no_fault():
    team = Team.objects.create(name="Short-lived", slug="short")
    key = team.pk
    team.delete()
    Team.objects.create(pk=key, name="Back again", slug="back")
    assert said() == []


def test_a_gap_in_the_numbers_is_no_fault():
    with transaction.atomic():
        make_team()
        transaction.set_rollback(True)
    make_team()
    assert said() == []


def test_a_migration_that_adds_columns_is_no_fault(case):
    seal_new_rows()  # what the first migrations planted may be older than a row may wait for its seal
    execute(
        *(
            f"ALTER TABLE {table} ADD COLUMN later text NOT NULL DEFAULT 'x', ADD COLUMN when_known date"
            for table in ("cases_child", "cases_childhistory")
        )
    )
    assert "\n".join(verify().broken) == ""


def test_every_model_that_is_kept_is_compared():
    assert {Case, Child, User, Team} <= set(tracked())
    assert len(tracked()) == len({model.pgh_event_model for model in tracked()}) > 40


# --- Random work, honest and not ----------------------------------------------------------------------------------
HONEST = {
    "found a team": lambda n: Team.objects.found(f"Team {Team.objects.count()} {n}"),
    "rename them all": lambda n: Team.objects.update(name=Concat("name", Value(f" {n}"))),
    "found many": lambda n: Team.objects.bulk_create(
        [Team(name=f"Many {n} {each}", slug=f"many-{n}-{each}") for each in range(3)], ignore_conflicts=True
    ),
    "disband one": lambda n: (
        Team.objects.filter(memberships=None).order_by("pk").last().delete()
        if Team.objects.filter(memberships=None).exists()
        else None
    ),
    "welcome somebody": lambda n: make_user(name=f"Somebody {n}"),
    "choose a password": lambda n: _choose(f"a-password-of-theirs-{n}"),
    "set up a second step": lambda n: (
        Authenticator.objects.get_or_create(
            user=User.objects.first(), type="totp", defaults={"data": {"secret": str(n)}}
        )
        if User.objects.exists()
        else 0
    ),
    "remove second steps": lambda n: Authenticator.objects.all().delete(),
}
DISHONEST = {
    "rename a team quietly": "UPDATE accounts_team SET name = name || ' changed'",
    "disband quietly": "DELETE FROM accounts_team WHERE id NOT IN (SELECT team_id FROM accounts_membership)",
    "put a team in quietly": "INSERT INTO accounts_team (name, slug) VALUES ('Nobody knows', 'nobody-knows')",
    "swap passwords": "UPDATE accounts_user SET password = 'swapped'",
    "take second steps away": "DELETE FROM mfa_authenticator",
    "set one up for somebody": """INSERT INTO mfa_authenticator (user_id, type, data, created_at)
        SELECT id, 'recovery_codes', '{"seed": "mine"}', now() FROM accounts_user LIMIT 1""",
}


def _choose(password):
    for user in User.objects.order_by("pk")[:1]:
        user.set_password(password)
        user.save()


def quietly(statement):
    """As its owner, with the triggers off. Whether anything was there to do it to."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(statement)
        changed = cursor.rowcount
        cursor.execute("SET LOCAL session_replication_role = origin")
    return changed > 0


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    work=some.lists(some.tuples(some.sampled_from(sorted(HONEST)), some.integers(0, 9)), max_size=12),
    act=some.sampled_from([None, *sorted(DISHONEST)]),
    when=some.integers(0, 12),
)
def test_honest_work_in_any_order_is_whole_and_one_dishonest_act_in_it_is_found(db, work, act, when):
    with transaction.atomic():
        tampered = False
        for place, (what, number) in enumerate([*work, (None, 0)]):
            if act and place == min(when, len(work)):
                tampered = quietly(DISHONEST[act])
                break  # work that follows may bring the row back to what its history says
            if what:
                HONEST[what](number)
        found = said()
        transaction.set_rollback(True)
    assert bool(found) == tampered, (found, act)
