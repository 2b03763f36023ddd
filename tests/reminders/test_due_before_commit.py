"""What is due is kept as a transaction ends. Nobody's work is lost for it, and none is said to be saved that is not."""

import pytest
from django.db import DatabaseError, connection, transaction

from emerald.accounts.models import Team
from emerald.reminders import after_migrate


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
