"""A seal covers every row once, however late its transaction commits, and says so inside and outside the database."""

import json
from random import Random

import pytest
from django.db import connection, transaction

from emerald.accounts.models import Team
from emerald.audit import transaction_clock
from emerald.audit.after_migrate import keep_clock_ahead
from emerald.audit.models import AccessEntry, Seal
from emerald.audit.record import record_act
from emerald.audit.seal import LOCK, ClockWentBack, seal_new_rows
from emerald.audit.seal_file import SealFile
from emerald.audit.tasks import seal as seal_task

pytestmark = pytest.mark.django_db(transaction=True)
INSERT = """
INSERT INTO audit_accessentry (id, verb, page, subject, reference, subject_ids, outcome, why, detail)
VALUES (coalesce(%s, nextval('audit_accessentry_id_seq')), 'opened', '', 'case', '', '{}', 'allowed', '', '')
"""


def look(who="somebody"):
    return record_act(who, "opened", subject="case", subject_id=1)


def test_a_seal_covers_the_access_log_and_the_kept_history(seal):
    look()
    Team.objects.create(name="One", slug="one")
    assert {table: part["rows"] for table, part in seal().tables.items()} == {
        "audit_accessentry": 1,
        "accounts_teamhistory": 1,
    }


def test_nothing_new_makes_no_seal(seal):
    look()
    seal()
    assert seal() is None
    assert Seal.objects.count() == 1


@pytest.fixture
def open_elsewhere(another):
    """Write a row in another connection's transaction and leave that open; returns the connection."""

    def write(who, *, key=None):
        another.set_autocommit(False)
        with another.cursor() as cursor:
            cursor.execute("SELECT set_config('pghistory.context_metadata', %s, true)", [json.dumps({"actor": who})])
            cursor.execute(INSERT, [key])
        return another

    return write


def test_a_row_that_commits_late_is_in_the_next_seal_and_nothing_is_sealed_past_it(seal, open_elsewhere, faults):
    look("before")
    assert seal().rows == 1
    open_transaction = open_elsewhere("late")
    look("after")
    assert seal_new_rows() is None
    open_transaction.commit()
    assert seal().rows == 2
    assert [entry.actor_label for entry in AccessEntry.objects.order_by("id")] == ["before", "late", "after"]
    assert faults() == []


def test_a_row_with_an_early_id_that_comes_after_the_seal_of_a_later_id_is_not_missed(seal, open_elsewhere, faults):
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('audit_accessentry_id_seq')")
        (early,) = cursor.fetchone()
    later = look("later id").pk
    assert (seal().rows, early < later) == (1, True)
    open_elsewhere("early id", key=early).commit()
    assert (seal().rows, faults()) == (1, [])


def test_a_savepoint_does_not_hide_a_row_from_its_transactions_seal(seal, faults):
    with transaction.atomic():
        look("outer")
        with transaction.atomic():
            look("inner")
    assert (seal().rows, faults()) == (2, [])


def test_a_transaction_rolled_back_leaves_nothing_to_miss(seal, open_elsewhere, faults):
    open_transaction = open_elsewhere("never")
    look()
    open_transaction.rollback()
    assert (seal().rows, faults()) == (1, [])


def test_two_sealers_at_once_make_one_seal(another):
    look()
    with another.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        assert seal_new_rows() is None
        cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


@pytest.mark.parametrize("seed", range(3))
def test_no_seal_covers_more_rows_of_a_table_than_it_may_unless_one_transaction_wrote_them(
    seed, seal, seal_file, faults, monkeypatch
):
    monkeypatch.setattr("emerald.audit.seal.MOST_ROWS", 3)
    monkeypatch.setattr("emerald.audit.verify_rows.ROWS_AT_ONCE", 4)
    chance, wrote = Random(seed), [1, 7]
    wrote += [chance.randint(1, 4) for _ in range(5)]
    for rows in chance.sample(wrote, len(wrote)):
        with transaction.atomic():
            for _ in range(rows):
                look()
            Team.objects.create(name=f"{Team.objects.count()}", slug=f"{Team.objects.count()}")
    seal()
    covered = [one.tables["audit_accessentry"]["rows"] for one in Seal.objects.in_order()]
    assert sum(covered) == sum(wrote)
    assert {rows for rows in covered if rows > 3} <= {4, 7}
    assert len(covered) > len(wrote) / 3
    assert len(seal_file.read_text().splitlines()) == len(covered)
    assert (seal(), faults()) == (None, [])


def test_a_sealer_that_is_stopped_between_two_seals_goes_on_behind_the_first(seal, faults, monkeypatch):
    monkeypatch.setattr("emerald.audit.seal.MOST_ROWS", 1)
    for _ in range(3):
        look()
    with monkeypatch.context() as stops, pytest.raises(OSError, match="no room"):
        stops.setattr(SealFile, "append", no_room_from_the_second_line_on(SealFile.append))
        seal()
    assert Seal.objects.count() == 2
    assert seal().number == 3
    assert [one.rows for one in Seal.objects.in_order()] == [1, 1, 1]
    assert faults() == []


def no_room_from_the_second_line_on(append):
    written = []

    def write(file, seal):
        if written:
            raise OSError("no room")
        written.append(seal)
        append(file, seal)

    return write


def test_a_seal_names_the_one_before_it(seal):
    look()
    first = seal()
    look()
    second = seal()
    assert (second.previous, second.since, second.number) == (first.hash, first.upto, first.number + 1)


def test_a_seal_is_written_outside_the_database_and_logged_without_a_word_of_its_rows(seal, seal_file, caplog):
    caplog.set_level("INFO", logger="emerald.audit.seal")
    look("Priya Nair")
    made = seal()
    assert [json.loads(line)["hash"] for line in seal_file.read_text().splitlines()] == [made.hash]
    assert made.hash in caplog.text
    assert "Priya" not in caplog.text + seal_file.read_text()


def test_a_sealer_killed_before_it_wrote_the_file_is_finished_by_the_next(seal, seal_file, faults):
    look()
    seal()
    seal_file.write_text("")
    look()
    seal()
    assert len(seal_file.read_text().splitlines()) == 2
    assert faults() == []


def test_the_seal_does_not_depend_on_how_a_session_spells_its_answers(seal, faults):
    look()
    Team.objects.create(name="One", slug="one")
    seal()
    with connection.cursor() as cursor:
        cursor.execute("SET TimeZone = 'America/St_Johns'; SET extra_float_digits = -15; SET bytea_output = 'escape'")
    found = faults()
    connection.close()
    assert found == []


def test_the_worker_seals_by_one_line():
    look()
    seal_task()
    assert SealFile().lines() == [{"number": seal.number, "hash": seal.hash} for seal in Seal.objects.all()]


def test_a_column_added_by_a_later_migration_leaves_old_seals_whole(seal, faults):
    look()
    seal()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_accessentry ADD COLUMN later text NOT NULL DEFAULT 'new'")
    try:
        look()
        seal()
        found = faults()
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE audit_accessentry DROP COLUMN later")
    assert found == []
    assert "Sealed columns of audit_accessentry are gone: later." in faults()


def count_from(ahead):
    with connection.cursor() as cursor:
        cursor.execute(transaction_clock.FUNCTIONS.format(ahead=ahead))


def test_data_moved_to_a_younger_server_go_on_being_sealed(seal, faults):
    look()
    seal()
    try:
        count_from(-1_000_000)  # as after a restore: this server has counted less far
        with pytest.raises(ClockWentBack):
            seal_new_rows()
        keep_clock_ahead()
        look()
        seal()
        found = faults()
    finally:
        count_from(0)
    assert (Seal.objects.count(), found) == (2, [])


@pytest.mark.parametrize(("from_a_backup", "believed"), [(True, True), (False, False)])
def test_rows_from_the_future_that_no_seal_covers_are_believed_of_a_backup_alone(from_a_backup, believed, seal, faults):
    look()
    last = seal()
    with connection.cursor() as cursor:
        for _ in range(500):  # transactions: proving the record has some of its own
            cursor.execute("SELECT pg_current_xact_id()")
    look()
    try:
        count_from(last.upto - transaction_clock.low_watermark())  # as far as the last seal, and no further
        keep_clock_ahead(from_a_backup=from_a_backup)
        found = faults()
    finally:
        count_from(0)
    assert (found == []) is believed
    assert any("have not happened" in fault for fault in found) is not believed
