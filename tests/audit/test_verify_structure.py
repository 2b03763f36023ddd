"""The code knows every trigger and every function of the database, and the database has every one the code knows."""

import pytest
from django.db import connection

from emerald.audit.verify import verify
from emerald.audit.verify_structure import check_structure

pytestmark = pytest.mark.django_db


def test_the_database_has_what_the_code_says_and_nothing_else():
    assert list(check_structure()) == []


def test_an_honest_database_is_unbroken():
    assert "\n".join(verify().broken) == ""


@pytest.mark.parametrize("times", [1, 2])
def test_a_trigger_that_comes_out_of_a_dump_is_the_one_the_code_has(times):
    """PostgreSQL writes some conditions otherwise than it was told, and again otherwise when it is told that."""
    with connection.cursor() as cursor:
        for _ in range(times):
            cursor.execute(
                "SELECT tgname, tgrelid::regclass::text, pg_get_triggerdef(oid) FROM pg_trigger "
                "WHERE NOT tgisinternal AND tgqual IS NOT NULL"
            )
            for name, table, definition in cursor.fetchall():
                cursor.execute(f"DROP TRIGGER {name} ON {table}")
                cursor.execute(definition)
    assert list(check_structure()) == []
