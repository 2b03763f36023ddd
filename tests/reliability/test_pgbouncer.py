"""Behind a pooler that gives each transaction another's session, nobody is taken for somebody else."""

from contextlib import contextmanager

import pytest
from django.conf import settings as site
from django.db import connection
from django.db.backends.utils import CursorWrapper

from cases.models.access.allocation import Part
from emerald.database.base import DatabaseWrapper
from emerald.database.identity import NOBODY, asking_as, asking_for
from emerald.database.process import Kind, working_as
from tests.factories.children import make_case
from tests.factories.people import make_team, make_user
from tests.reliability.pooler import pooler

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def port(settings):
    settings.DATABASE_LIMITS = {"web": (20, 4, 60)}
    with pooler(site.DATABASE_ROLE) as port, working_as(Kind.WEB):
        yield port


@contextmanager
def client(port):
    """A process of its own behind the pooler."""
    at = connection.settings_dict | {"HOST": "127.0.0.1", "PORT": str(port), "USER": site.DATABASE_ROLE}
    mine = DatabaseWrapper(at, alias="pooled")
    try:
        yield mine
    finally:
        mine.close()


def asked(mine, sql):
    with mine.cursor() as cursor:
        assert isinstance(cursor, CursorWrapper)
        cursor.execute(sql)
        return cursor.fetchone()[0]


SESSION = "SELECT pg_backend_pid()"
CASES = "SELECT count(*) FROM cases_case"
WHO = "SELECT coalesce(current_setting('emerald.user_id', true), '')"


@pytest.fixture
def priya():
    morag = make_user(role="practice_manager", teams=[make_team()])
    priya = make_user(role="caseworker", teams=morag.teams)
    make_case(manager=morag).allocate(priya, part=Part.LEAD, by=morag)
    make_case(manager=morag)
    return priya


def test_two_processes_share_a_session_and_what_is_said_for_a_session_leaks(port):
    """What makes the tests below worth something."""
    with client(port) as one, client(port) as other:
        assert asked(one, SESSION) == asked(other, SESSION)
        with asking_as(None):
            asked(one, "SELECT set_config('emerald.user_id', '4711', false)")
            assert asked(other, WHO) == "4711"
            asked(one, "SELECT set_config('emerald.user_id', '', false)")


def test_who_asks_and_how_long_is_never_heard_by_the_next_process(port, priya):
    with client(port) as one, client(port) as other:
        for _ in range(3):
            with asking_for(priya.pk), transaction_on(one):
                assert (asked(one, CASES), asked(one, WHO)) == (1, str(priya.pk))
                assert asked(one, "SHOW lock_timeout") == "4s"
            with asking_as(NOBODY):
                assert (asked(other, CASES), asked(other, WHO)) == (0, "")
            with asking_as(None):
                assert (asked(other, CASES), asked(other, "SELECT current_setting('lock_timeout')")) == (0, "0")


def test_a_statement_outside_a_transaction_is_asked_for_the_same_person(port, priya):
    with client(port) as one, client(port) as other, asking_for(priya.pk):
        assert asked(one, CASES) == asked(other, CASES) == 1


@contextmanager
def transaction_on(mine):
    mine.set_autocommit(False)
    try:
        yield
    finally:
        mine.rollback()
        mine.set_autocommit(True)
