"""What is due is kept as a transaction ends. Nobody's work is lost for it, and none is said to be saved that is not."""

import pghistory
import pytest
from django.db import DatabaseError, connection, transaction

from cases.models import OpenPage, presence
from emerald.accounts.models import Team
from emerald.audit.models import AccessEntry
from emerald.database import base
from emerald.reminders import after_migrate, feeds


def save():
    with transaction.atomic():
        Team.objects.create(name="North", slug="north")


def cannot_be_kept():
    raise DatabaseError("It took too long.")


def ends_the_transaction():
    with connection.cursor() as cursor:
        cursor.execute("SELECT nobody_knows_this()")


def test_what_cannot_be_kept_now_is_saved_all_the_same(transactional_db, monkeypatch, caplog):
    monkeypatch.setattr(after_migrate, "keep_touched", cannot_be_kept)
    save()
    assert Team.objects.filter(slug="north").exists()
    assert "What is due could not be kept" in caplog.text


def test_where_the_transaction_cannot_go_on_its_end_is_an_error(transactional_db, monkeypatch):
    """PostgreSQL answers its COMMIT with a rollback and no error: somebody would be told that it is saved."""
    monkeypatch.setattr(after_migrate, "keep_touched", ends_the_transaction)
    with pytest.raises(DatabaseError):
        save()
    monkeypatch.undo()
    assert not Team.objects.filter(slug="north").exists()


def test_whoever_migrates_keeps_nothing_where_there_are_no_rows_yet(transactional_db, monkeypatch):
    asked = []
    monkeypatch.setattr(after_migrate, "keep_touched", lambda: asked.append(True))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE reminders_touched RENAME TO put_aside")
        cursor.execute("INSERT INTO accounts_team (name, slug) VALUES ('North', 'north')")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE put_aside RENAME TO reminders_touched")
    assert asked == [True]


class TestWhatIsOfNoConcern:
    """A page that is only looked at leaves a line in the access log, and asks nothing more for it."""

    @pytest.fixture
    def kept(self, ada, monkeypatch):
        asked = []
        monkeypatch.setattr(after_migrate, "keep_touched", lambda: asked.append(True))
        return asked

    def test_no_source_reads_a_table_that_is_of_no_concern(self, db):
        assert base.of_no_concern and not base.of_no_concern & feeds.every_feed().keys()

    def test_a_line_in_the_access_log_alone_asks_nothing_before_it_is_kept(self, transactional_db, ada, kept):
        with transaction.atomic(), pghistory.context(actor=str(ada.pk)):
            AccessEntry.objects.create(actor_id=ada.pk, actor_name=ada.name, verb="opened", subject="case")
        assert kept == [] and AccessEntry.objects.count() == 1

    def test_several_lines_at_once_or_a_colleague_on_the_page_ask_nothing_either(self, transactional_db, ada, kept):
        line = {"actor_id": ada.pk, "actor_name": ada.name, "verb": "opened", "subject": "case"}
        with transaction.atomic():
            AccessEntry.objects.bulk_create([AccessEntry(**line), AccessEntry(**line)])
        assert kept == []
        assert not base.may_write(presence.BEAT)
        assert OpenPage._meta.db_table not in feeds.every_feed()

    def test_with_anything_else_beside_it_what_is_due_is_asked(self, transactional_db, ada, kept):
        with transaction.atomic():
            AccessEntry.objects.create(actor_id=ada.pk, actor_name=ada.name, verb="opened", subject="case")
            Team.objects.create(name="North", slug="north")
        assert kept == [True]

    @pytest.mark.parametrize(
        "sql",
        [
            'INSERT INTO "accounts_team" ("name") VALUES (%s)',
            'UPDATE "audit_accessentry" SET "verb" = %s',
            'WITH x AS (SELECT 1) INSERT INTO "audit_accessentry" ("verb") VALUES (%s)',
            'INSERT INTO "audit_accessentry" ("verb") SELECT touch()',
            'SELECT set_config(\'a\', %s, true); UPDATE "accounts_team" SET "name" = %s',
            None,
        ],
    )
    def test_whatever_else_writes_is_taken_for_writing(self, sql):
        assert base.may_write(sql)
