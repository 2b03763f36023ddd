"""What the tests of the evidence stand on: a seal file of their own, a second connection, a hand that tampers."""

import time
from contextlib import contextmanager

import pytest
from django.db import connection

from cases.models import Frequency, Indicator
from emerald.audit import transaction_clock
from emerald.audit.partitions import partitions
from emerald.audit.seal import seal_new_rows
from emerald.audit.verify import verify
from emerald.wording.models import Starter, Term
from tests.audit.turns import one_again
from tests.factories.bare import past_the_rules


@pytest.fixture(autouse=True)
def seal_file(settings, tmp_path):
    settings.AUDIT_SEAL_FILE = tmp_path / "seals" / "seals.jsonl"
    return settings.AUDIT_SEAL_FILE


@pytest.fixture(autouse=True)
def nothing_kept_yet(request):
    """The lists a new installation begins with have a kept history; the tests of evidence count from nothing."""
    if not {"db", "transactional_db"} & {*request.fixturenames} and not request.node.get_closest_marker("django_db"):
        return
    request.getfixturevalue("db")
    with past_the_rules(), connection.cursor() as cursor:
        for model in (Frequency, Indicator, Term, Starter):
            cursor.execute(f"DELETE FROM {model.pgh_event_model._meta.db_table}")
            cursor.execute(f"DELETE FROM {model._meta.db_table}")


@pytest.fixture
def small_site(settings):
    """Emerald's own chain of middleware in front of pages made for the tests."""
    settings.ROOT_URLCONF = "tests.audit.small_site"


@pytest.fixture
def another():
    """A second connection to the database, as another process would have it."""
    other = connection.copy()
    yield other
    other.close()


@pytest.fixture
def whole_again(transactional_db):
    """Puts one partition in the place of all, and once more when the test is over."""
    names = {table: those[0].name for table, those in partitions().items()}
    yield lambda: one_again(names)
    one_again(names)


@pytest.fixture
def seal():
    """Seal everything committed so far. Waits for what else runs in this server (autovacuum) to be over."""

    def make():
        target, give_up = transaction_clock.high_watermark(), time.monotonic() + 30
        while transaction_clock.low_watermark() < target:
            assert time.monotonic() < give_up, "Another transaction of this database server stays open."
        return seal_new_rows()

    return make


@pytest.fixture
def faults():
    """The sentences verification has to say; none when all is well."""
    return lambda: verify().broken


@pytest.fixture
def tamper():
    """SQL by somebody who owns the tables and so can switch the triggers off."""

    @contextmanager
    def untriggered():
        with connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = replica")
            try:
                yield cursor
            finally:
                cursor.execute("SET session_replication_role = origin")

    def run(sql, *params):
        with untriggered() as cursor:
            cursor.execute(sql, params)
            assert cursor.rowcount != 0

    return run
