"""The database the tests have: nobody else's, and after each test as it was before."""

import ast
import os
import subprocess
import sys

import pytest
from django.db import connection

from emerald.accounts.models import Team
from emerald.audit.models import AccessEntry
from emerald.env import Mode
from emerald.environment_setup import ROOT
from emerald.wording.models import Term
from tests.conftest import pytest_configure
from tests.database import PREFIX, made_from
from tests.factories.people import make_team, make_user


def test_until_the_tests_have_made_theirs_the_settings_name_no_database_that_exists(db):
    """Asked of a process that has just begun, with the address of a database somebody uses."""
    ended = subprocess.run(
        [sys.executable, "-c", "from emerald.settings import DATABASES; print(DATABASES['default'])"],
        cwd=ROOT,
        env=os.environ | {"EMERALD_MODE": "test", "DATABASE_URL": "postgres://postgres@127.0.0.1/emerald"},
        capture_output=True,
        text=True,
        check=True,
    )
    told = ast.literal_eval(ended.stdout)
    assert (told["NAME"], told["TEST"]) == ("a_test_did_not_ask_for_its_database", {"NAME": "test_emerald"})
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_database WHERE datname = %s", [told["NAME"]])
        assert cursor.fetchone() == (0,)


@pytest.mark.parametrize("mode", [mode for mode in Mode if mode != Mode.TEST])
def test_the_tests_run_as_nothing_but_tests(mode, settings, pytestconfig):
    settings.MODE = mode
    with pytest.raises(pytest.UsageError, match="The tests run as tests: python3 -m emerald test"):
        pytest_configure(pytestconfig)


def test_a_test_that_asks_for_its_people_only_as_it_runs_has_the_tests_database(request):
    """Nothing about it says beforehand that it needs one."""
    request.getfixturevalue("ada")
    assert connection.settings_dict["NAME"].startswith("test_")


# --- The template -----------------------------------------------------------------------------------------------------
def test_the_template_is_made_anew_when_a_migration_changes_or_what_it_is_made_with():
    names = {str(path.relative_to(ROOT)) for path in made_from()}
    assert {
        "cases/migrations/0001_initial.py",
        "cases/models/risk/first_indicators.py",
        "emerald/batched_operations.py",
        "emerald/audit/append_only.py",
        "requirements.txt",
    } <= names


def test_there_is_one_template_and_older_ones_are_gone(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_database WHERE starts_with(datname, %s)", [PREFIX])
        assert cursor.fetchone() == (1,)


# --- After a test that committed --------------------------------------------------------------------------------------
def rows_of(*models):
    return [list(model.objects.order_by("pk").values()) for model in models]


@pytest.mark.django_db(transaction=True)
def test_what_a_test_committed_is_gone_and_what_it_took_away_stands_again(django_db_setup):
    history = Term.pgh_event_model
    before = rows_of(Team, AccessEntry, Term, history)
    assert before[2] and before[3]
    make_user(role="caseworker", teams=[make_team(name="Emerald North")])
    Term.objects.update(better="changed")
    django_db_setup.come_back()
    assert rows_of(Team, AccessEntry, Term, history) == before
