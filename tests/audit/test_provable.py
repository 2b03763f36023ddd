"""A database that cannot be proved yet is not said to be broken: whoever asks is told what to do first."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection

from emerald.audit import provable, transaction_clock
from emerald.audit.after_migrate import keep_clock_ahead
from emerald.audit.models import Verification
from emerald.audit.models.seal import Seal
from emerald.audit.record import record_act
from emerald.audit.tasks import verify as nightly
from tests.factories.bare import past_the_rules

pytestmark = pytest.mark.django_db


def execute(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)


def told():
    """What the command says when it is too early."""
    with pytest.raises(CommandError) as early:
        call_command("verify_audit", stdout=StringIO())
    assert early.value.returncode == 4
    assert "is broken" not in str(early.value)
    return str(early.value)


@pytest.fixture
def from_another_server(transactional_db, seal):
    """As after a restore: the rows carry numbers which this server has not reached."""
    record_act("reader", "opened", subject="case")
    ahead = transaction_clock.high_watermark() + 1_000_000
    execute(transaction_clock.FUNCTIONS.format(ahead=ahead))
    record_act("reader", "opened", subject="case")
    seal()
    execute(transaction_clock.FUNCTIONS.format(ahead=0))
    yield
    execute(transaction_clock.FUNCTIONS.format(ahead=0))


class TestAnotherServer:
    def test_it_is_told_in_one_sentence_to_migrate_once(self, from_another_server):
        said = told()
        assert said.count("\n") == 1
        assert "The database came from another server" in said
        assert "manage.py migrate" in said

    def test_after_migrate_it_is_proved(self, from_another_server):
        keep_clock_ahead()
        out = StringIO()
        call_command("verify_audit", stdout=out)
        assert "unbroken" in out.getvalue()

    def test_a_seal_that_claims_the_future_is_a_fault_and_no_move(self, from_another_server):
        keep_clock_ahead()
        last = Seal.objects.last_one()
        with past_the_rules():
            Seal.objects.filter(pk=last.pk).update(upto=last.upto + 10_000_000_000)
        with pytest.raises(CommandError, match="was changed after it was made") as broken:
            call_command("verify_audit", stdout=StringIO())
        assert broken.value.returncode == 1


class TestAnotherRelease:
    def test_an_older_database_is_to_be_migrated(self):
        execute("DELETE FROM django_migrations WHERE app = 'interventions'")
        said = told()
        assert "of an older release than this one" in said
        assert "manage.py migrate" in said

    def test_a_newer_database_wants_its_own_release(self):
        execute("INSERT INTO django_migrations (app, name, applied) VALUES ('cases', '9999_ahead', now())")
        assert "of a newer release than this one: it has 1 migrations" in told()

    def test_migrations_of_packages_come_and_go(self):
        execute("INSERT INTO django_migrations (app, name, applied) VALUES ('axes', '9999_squashed', now())")
        assert provable.what_to_do_first() == []

    def test_the_worker_keeps_what_it_could_not_prove(self, caplog):
        execute("INSERT INTO django_migrations (app, name, applied) VALUES ('cases', '9999_ahead', now())")
        nightly()
        assert Verification.objects.last_one().faults == 1
        assert "The record could not be proved. The database is of a newer release" in caplog.text


class TestRole:
    def test_one_that_was_given_nothing_yet_is_told_of_the_grant(self):
        execute("CREATE ROLE emerald_fresh; SET LOCAL ROLE emerald_fresh")
        said = told()
        assert "The database role emerald_fresh may not read" in said
        assert "manage.py grant_application emerald_fresh" in said

    def test_one_that_is_not_there_is_told_of_the_grant(self, monkeypatch):
        def refuse():
            raise OperationalError('connection failed:\nFATAL:  role "emerald_web" does not exist')

        monkeypatch.setattr("emerald.audit.verify.what_to_do_first", refuse)
        said = told()
        assert 'FATAL:  role "emerald_web" does not exist' in said
        assert "manage.py grant_application ROLE" in said


def test_an_empty_database_is_to_be_filled():
    execute("ALTER SCHEMA public RENAME TO filled; CREATE SCHEMA public; SET search_path = public")
    assert "The database is empty." in told()


def test_what_stands_as_it_should_can_be_proved():
    assert provable.what_to_do_first() == []
