"""verify_audit finds every kind of tampering with sealed rows, by somebody who can switch the triggers off."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from emerald.accounts.models import Team
from emerald.audit import verify_seals
from emerald.audit.models import Verification
from emerald.audit.models.seal import Seal
from emerald.audit.record import record_act
from emerald.audit.tasks import verify as nightly

pytestmark = pytest.mark.django_db(transaction=True)
TABLES = {"audit_accessentry": ("id", "xid", "actor_label"), "accounts_teamhistory": ("pgh_id", "pgh_xid", "name")}


@pytest.fixture(params=[verify_seals.AT_A_TIME, 1], ids=["at once", "one by one"])
def sealed(seal, request, monkeypatch):
    """Two seals over four rows of each table, and then a row of each that is not sealed yet. Read together, and each
    for itself as those of years are."""
    monkeypatch.setattr(verify_seals, "AT_A_TIME", request.param)
    for number in (1, 2):
        for part in (1, 2):
            record_act(f"reader {number}{part}", "opened", subject="case")
            Team.objects.create(name=f"Team {number}{part}", slug=f"t{number}{part}")
        seal()
    record_act("not sealed yet", "opened", subject="case")
    Team.objects.create(name="Not sealed yet", slug="new")


def report():
    told = StringIO()
    call_command("verify_audit", stdout=told)
    return told.getvalue()


def complaint(returncode=1):
    with pytest.raises(CommandError) as broken:
        call_command("verify_audit")
    assert broken.value.returncode == returncode
    return str(broken.value)


def test_an_untouched_record_is_unbroken(sealed):
    assert report() == "8 rows under 2 seals, unbroken; 2 rows newer than the last seal.\n"


def test_no_more_seals_are_held_at_once_than_a_stretch_has(sealed):
    last = Seal.objects.in_order().last()
    stretches = [[seal.number for seal in stretch] for stretch in verify_seals.stretches(last)]
    assert stretches == ([[1], [2]] if verify_seals.AT_A_TIME == 1 else [[1, 2]])


def test_an_empty_record_is_unbroken():
    assert report() == "0 rows under 0 seals, unbroken; 0 rows newer than the last seal.\n"


@pytest.mark.parametrize("table", TABLES)
class TestRows:
    def first_key(self, table):
        return f"(SELECT min({TABLES[table][0]}) FROM {table})"

    def test_a_changed_row_is_found(self, sealed, tamper, table):
        key, _, text = TABLES[table]
        tamper(f"UPDATE {table} SET {text} = 'somebody else' WHERE {key} = {self.first_key(table)}")
        assert f"of the 2 rows of {table} some were changed" in complaint()

    def test_a_removed_row_is_found(self, sealed, tamper, table):
        tamper(f"DELETE FROM {table} WHERE {TABLES[table][0]} = {self.first_key(table)}")
        assert f"1 of 2 rows of {table} were removed" in complaint()

    def test_two_rows_that_changed_places_are_found(self, sealed, tamper, table):
        key = TABLES[table][0]
        tamper(
            f"WITH low AS (SELECT min({key}) AS one FROM {table}) "
            f"UPDATE {table} SET {key} = {key} - (2 * one + 1) FROM low WHERE {key} <= one + 1"
        )
        tamper(f"UPDATE {table} SET {key} = -{key} WHERE {key} < 0")
        assert f"of the 2 rows of {table} some were changed or changed places" in complaint()

    def test_a_row_put_in_among_sealed_ones_is_found(self, sealed, tamper, table):
        key = TABLES[table][0]
        tamper(
            f"INSERT INTO {table} SELECT (jsonb_populate_record(one, '{{\"{key}\": 0}}')).* FROM {table} one "
            f"WHERE {key} = {self.first_key(table)}"
        )
        assert f"1 rows of {table} were put in beside the 2 sealed" in complaint()

    def test_a_row_that_claims_the_future_is_found(self, sealed, tamper, table):
        key, xid, _ = TABLES[table]
        tamper(f"UPDATE {table} SET {xid} = {xid} + 1000000000 WHERE {key} = (SELECT max({key}) FROM {table})")
        assert f"1 rows of {table} claim to be from transactions that have not happened" in complaint()

    def test_an_emptied_table_is_found(self, sealed, tamper, table):
        tamper(f"DELETE FROM {table}")
        assert complaint().count(f"2 of 2 rows of {table} were removed") == 2


class TestSeals:
    def test_a_changed_seal_is_found(self, sealed, tamper):
        tamper("UPDATE audit_seal SET rows = 3 WHERE number = 1")
        assert "was changed after it was made" in complaint()

    def test_a_last_seal_taken_away_is_found_by_the_file(self, sealed, tamper):
        tamper("DELETE FROM audit_seal WHERE number = 2")
        assert "The database is short: 1 seals of the file are not in it, the first is 2." in complaint()

    def test_a_first_seal_taken_away_is_found(self, sealed, tamper):
        tamper("DELETE FROM audit_seal WHERE number = 1")
        assert "1 seals are missing before Seal 2" in complaint()

    def test_a_whole_chain_made_anew_over_a_changed_row_is_found_by_the_file(self, sealed, seal, tamper, seal_file):
        tamper("UPDATE audit_accessentry SET actor_label = 'somebody else' WHERE actor_label = 'reader 11'")
        tamper("DELETE FROM audit_seal")
        witness = seal_file.read_text()
        seal_file.unlink()
        seal()
        seal_file.write_text(witness)
        assert "is not the one the seal file holds" in complaint()

    def test_a_changed_list_of_columns_is_found(self, sealed, tamper):
        tamper("UPDATE audit_shape SET columns = columns[2:] WHERE \"table\" = 'audit_accessentry'")
        assert "The list of columns sealed for audit_accessentry was changed." in complaint()


class TestFile:
    def test_a_place_without_the_file_is_sent_to_the_one_that_has_it(self, sealed, seal_file):
        seal_file.unlink()
        said = complaint(returncode=3)
        assert "8 rows under 2 seals, unbroken as far as the database alone can tell." in said
        assert "There is no seal file here (AUDIT_SEAL_FILE)" in said
        assert "docker compose exec worker python manage.py verify_audit" in said
        assert "broken." not in said.replace("unbroken", "")
        assert Verification.objects.last_one() is None

    def test_a_place_without_the_file_hides_no_fault(self, sealed, seal_file, tamper):
        seal_file.unlink()
        tamper("UPDATE audit_seal SET rows = 3 WHERE number = 1")
        said = complaint()
        assert "was changed after it was made" in said
        assert "There is no seal file here" in said

    def test_where_the_worker_writes_it_a_missing_file_is_a_fault(self, sealed, seal_file, caplog):
        seal_file.unlink()
        nightly()
        assert Verification.objects.last_one().faults == 1
        assert "There is no seal file here" in caplog.text

    def test_a_file_cut_short_is_found(self, sealed, seal_file):
        seal_file.write_text(seal_file.read_text().splitlines(keepends=True)[0])
        assert "The seal file is short: 1 seals of the database are not in it, the first is 2." in complaint()

    def test_a_changed_line_is_found(self, sealed, seal_file):
        seal_file.write_text(seal_file.read_text().replace('"hash": "', '"hash": "0'))
        assert complaint().count("is not the one the seal file holds") == 2

    def test_a_line_that_is_no_seal_is_found(self, sealed, seal_file):
        seal_file.write_text(seal_file.read_text() + "hello\n")
        assert "1 lines of the seal file are not seals." in complaint()

    def test_another_copy_of_the_file_can_be_held_against_the_database(self, sealed, seal_file, tmp_path):
        copy = tmp_path / "witness.jsonl"
        copy.write_text(seal_file.read_text())
        seal_file.unlink()
        told = StringIO()
        call_command("verify_audit", file=copy, stdout=told)
        assert "unbroken" in told.getvalue()
