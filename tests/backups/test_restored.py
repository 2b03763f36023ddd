"""A backup is restored on another server as it was, or not at all, and proves itself there."""

import hashlib
import json
import re

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from pyrage import x25519

from emerald.backups import archive, keys
from emerald.backups.making import newest_in
from emerald.backups.restoring import differences, read, refuse_another_release, refuse_what_is_not_empty, roles_there
from emerald.guards import Refused
from tests.backups.conftest import KEY, ROLE

pytestmark = pytest.mark.django_db


@pytest.fixture
def changed(backup, tmp_path):
    """changed(how): another file with the bytes of the backup as `how` makes them."""

    def make(how):
        path = tmp_path / "changed.tar.age"
        path.write_bytes(how(backup.path.read_bytes()))
        return path

    return make


def refused(path, *identities, **how):
    with pytest.raises(Refused) as refusal:
        read(path, identities or [KEY], **how)
    return " ".join(refusal.value.sentences)


# --- On another server --------------------------------------------------------------------------------------------
def test_everything_is_there_again_and_proves_itself(backup, elsewhere):
    done = elsewhere.manage("restore", backup.path.parent, "--key", backup.key, "--by", "Ingrid at the data centre")
    assert done.returncode == 0, done.stdout + done.stderr
    contents = read(backup.path, [KEY])
    assert f"Rows: {sum(contents.about['counts'].values())}, as in the backup." in done.stdout
    assert re.search(r"The record \(verify_audit\): \d+ rows under \d+ seals, unbroken", done.stdout)
    assert re.search(r"Rights \(rebuild_access\): \d+ rows, all as their connections say", done.stdout)
    assert elsewhere.ask("SELECT count(*) FROM audit_accessentry WHERE verb = 'backup begun'") == 1
    assert elsewhere.ask("SELECT actor_label FROM audit_accessentry WHERE verb = 'restored'") == (
        "restore: Ingrid at the data centre"
    )
    assert elsewhere.ask(f"SELECT count(*) FROM pg_roles WHERE rolname = '{ROLE}' AND NOT rolsuper") == 1
    kept = [path for path in elsewhere.files.rglob("*") if path.is_file()]
    assert len(kept) == contents.about["files"] == elsewhere.ask("SELECT count(*) FROM files_storedfile") >= 3
    for path in kept:
        assert path.read_bytes() == (backup.files / path.relative_to(elsewhere.files)).read_bytes()
        assert path.stat().st_mode & 0o777 == 0o600


def test_a_disk_that_is_full_leaves_an_empty_place(backup, elsewhere):
    done = elsewhere.manage("restore", backup.path, "--key", backup.key, "--by", "Ingrid", largest_file=200)
    assert done.returncode == 1
    assert "could not be written. Nothing was restored. Make room" in done.stderr
    assert elsewhere.is_empty()


def test_a_database_that_refuses_leaves_an_empty_place(backup, elsewhere):
    """Refused in the middle: no language for the functions that keep evidence."""
    elsewhere.do("DROP EXTENSION plpgsql")
    done = elsewhere.manage("restore", backup.path, "--key", backup.key, "--by", "Ingrid")
    assert done.returncode == 1
    assert "is as empty as it was. PostgreSQL says: " in done.stderr
    assert not elsewhere.ask(f"SELECT count(*) FROM pg_roles WHERE rolname = '{ROLE}'")
    assert elsewhere.is_empty()


# --- Made while somebody worked -----------------------------------------------------------------------------------
def test_it_was_made_while_somebody_wrote_and_holds_one_moment(backup, django_db_blocker):
    about = read(backup.path, [KEY]).about
    assert 0 < about["counts"]["files_storedfile"] == about["files"]
    newer = len(list(backup.files.rglob("kept/??/*"))) - about["files"]
    assert newer > 0


def test_nobody_can_read_it_without_the_key(backup):
    lying = b"".join(path.read_bytes() for path in backup.path.parent.glob("emerald-*"))
    assert b"Quillfeather" not in lying
    assert b"about.json" not in lying
    assert not list(backup.path.parent.glob(".*"))
    assert f"SHA-256 {hashlib.sha256(backup.path.read_bytes()).hexdigest()}" in backup.said
    assert backup.path.stat().st_mode & 0o777 == 0o600


def test_nobody_is_signed_in_where_it_is_restored(backup):
    counted = read(backup.path, [KEY]).about["counts"]
    assert {"django_session", "usersessions_usersession", "emerald_cache"}.isdisjoint(counted)


def test_the_keys_it_needs_are_named_and_none_is_told(backup, settings):
    about = read(backup.path, [KEY]).about
    assert list(keys.lacking(about["keys"])) == []
    assert settings.SECRET_KEY not in str(about)
    assert settings.SECOND_STEP_KEYS[0] not in str(about)
    settings.SECRET_KEY, settings.SECOND_STEP_KEYS = "another", ["another"]
    second_steps, signatures = keys.lacking(about["keys"])
    assert "EMERALD_SECOND_STEP_KEYS: 1 of the keys" in second_steps
    assert "second steps must be set up anew" in second_steps
    assert "SECRET_KEY: 1 of the keys" in signatures


# --- What is refused ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "how",
    [
        lambda whole: whole[:-1],
        lambda whole: whole[: len(whole) // 2],
        lambda whole: whole[:70_000],
        lambda whole: whole[:100_000] + bytes([whole[100_000] ^ 1]) + whole[100_001:],
        lambda whole: whole[:-1] + bytes([whole[-1] ^ 1]),
        lambda whole: whole + b"more",
        lambda whole: whole[:70_000] + whole[135_552:],
    ],
    ids=["a byte short", "half", "hardly begun", "one bit", "the last bit", "longer", "a piece taken out"],
)
def test_a_backup_that_is_not_as_it_was_made_is_refused(changed, how):
    assert "This backup is broken" in refused(changed(how))


@pytest.mark.parametrize("content", [b"", b"hello", b"age-encryption.org/v1\n"])
def test_a_file_that_is_no_backup_is_refused(changed, content):
    assert "cannot be opened: it is no backup, or broken" in refused(changed(lambda _: content))


def test_a_key_that_does_not_fit_is_told_of(backup):
    assert "none of these keys opens it" in refused(backup.path, x25519.Identity.generate())


def test_one_key_of_several_is_enough(backup):
    assert read(backup.path, [x25519.Identity.generate(), KEY]).about["files"]


@pytest.mark.parametrize("text", ["", "age1xyz", "AGE-SECRET-KEY-1NONSENSE"])
def test_a_file_that_is_no_key_is_told_of(text):
    with pytest.raises(Refused, match="no private key of age"):
        keys.identities(text)


class TestForged:
    """Whoever knows the public key can seal something; only who has the keys of Emerald can prove it."""

    @pytest.fixture
    def forged(self, tmp_path):
        def make(*members):
            path = tmp_path / "forged.tar.age"
            pieces = [piece for name, content in members for piece in archive.member(name, content)]
            with path.open("wb") as file:
                archive.seal([*pieces, archive.end()], file, [KEY.to_public()])
            return path

        return make

    ABOUT = json.dumps(
        dict(format=1, version="0", migrations=[], postgresql=1, counts={}, keys={}, roles=[], files=0)
    ).encode()
    LIST = b'{"members": {"about.json": "%s"}, "missing": []}' % hashlib.sha256(ABOUT).hexdigest().encode()

    def test_one_without_our_proof_is_refused(self, forged):
        path = forged(("about.json", self.ABOUT), ("digests.json", self.LIST), ("proof", b"0" * 64))
        assert "Nobody can say who made this backup" in refused(path)
        assert read(path, [KEY], without_keys=True).about["files"] == 0

    def test_one_with_our_proof_is_taken(self, forged):
        proof = keys.proof(self.LIST).encode()
        path = forged(("about.json", self.ABOUT), ("digests.json", self.LIST), ("proof", proof))
        assert read(path, [KEY]).about["version"] == "0"

    @pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "files/../x", "files/" + "0" * 31, "more"])
    def test_no_name_leads_out_of_the_folder(self, forged, name):
        assert "This backup is broken" in refused(forged(("about.json", self.ABOUT), (name, b"x")), without_keys=True)

    @pytest.mark.parametrize("members", [[], [("digests.json", b"[]")], [("about.json", b"hello")]])
    def test_lists_that_are_none_are_refused(self, forged, members):
        assert "This backup is broken" in refused(forged(*members), without_keys=True)


def test_a_backup_of_a_newer_release_is_refused():
    about = {"format": 1, "version": "9.9", "migrations": ["cases.9999_ahead"], "postgresql": 15}
    with pytest.raises(Refused, match=r"of release 9\.9, which is newer than this one: it has 1 migrations"):
        refuse_another_release(about)


def test_a_backup_of_a_newer_server_is_refused():
    with pytest.raises(Refused, match="is of PostgreSQL 99"):
        refuse_another_release({"format": 1, "version": "0", "migrations": ["cases.0001_initial"], "postgresql": 99})


def test_a_backup_of_another_form_is_refused():
    with pytest.raises(Refused, match="has the form 2"):
        refuse_another_release({"format": 2})


def test_a_table_with_more_or_fewer_rows_is_named(backup):
    """Here nothing was restored, and people went on working."""
    contents = read(backup.path, [KEY])
    contents.about["counts"]["cases_gone"] = 3
    said = "\n".join(differences(contents))
    assert "audit_accessentry has " in said
    assert "cases_gone has no rows and should have 3." in said
    assert "cases_case has" not in said


def test_a_role_that_cannot_be_made_is_named(db):
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE emerald_small; SET LOCAL ROLE emerald_small")
    with pytest.raises(Refused, match="CREATE ROLE emerald_reports LOGIN NOINHERIT"), roles_there(["emerald_reports"]):
        pass


def test_nothing_is_restored_over_anything(backup, settings, tmp_path):
    (tmp_path / "files" / "kept").mkdir(parents=True)
    (tmp_path / "files" / "kept" / "something").write_text("kept")
    (tmp_path / "seals").write_text("a seal")
    settings.FILES_ROOT, settings.AUDIT_SEAL_FILE = tmp_path / "files", tmp_path / "seals"
    with pytest.raises(Refused) as refusal:
        refuse_what_is_not_empty()
    said = " ".join(refusal.value.sentences)
    assert "The database is not empty" in said
    assert "The folder of attached files is not empty" in said
    assert "There are seals already" in said
    with pytest.raises(CommandError, match="The database is not empty"):
        call_command("restore", backup.path, key=str(backup.key), by="Ingrid")
    assert (tmp_path / "files" / "kept" / "something").read_text() == "kept"


def test_whoever_restores_says_who_they_are(backup):
    with pytest.raises(CommandError, match="--by NAME"):
        call_command("restore", backup.path, key=str(backup.key))


def test_a_backup_can_be_looked_at_and_nothing_restored(backup, capsys):
    call_command("restore", backup.path, key=str(backup.key), only_look=True)
    assert "is whole." in capsys.readouterr().out


def test_the_newest_in_a_folder_is_meant(tmp_path):
    for name in ("emerald-2026-01-02T000000Z.tar.age", "emerald-2025-12-31T000000Z.tar.age"):
        (tmp_path / name).touch()
    assert newest_in(tmp_path).name == "emerald-2026-01-02T000000Z.tar.age"
    with pytest.raises(Refused, match="There is no backup"):
        newest_in(tmp_path / "nowhere")
