"""Lets the tests empty the tables of evidence between them, which the tables themselves refuse: a pytest plugin.

Only a superuser of the database can do this; Emerald's own account in production is none (decisions/0003-evidence).
"""

import pytest
from django.db.backends.postgresql.operations import DatabaseOperations


@pytest.fixture(autouse=True, scope="session")
def emptying_evidence():
    plain = DatabaseOperations.execute_sql_flush

    def without_triggers(operations, statements):
        return plain(operations, ["SET LOCAL session_replication_role = replica;", *statements])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "execute_sql_flush", without_triggers)
        yield
