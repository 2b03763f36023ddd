"""A backup is whole or is not there, and says what stood in its way."""

import os
import time

import pytest
from django.core.management import CommandError, call_command
from pyrage import x25519

from emerald.audit.models import AccessEntry
from emerald.backups import programs
from emerald.backups.restoring import read
from emerald.files import storage
from emerald.files.models import Upload
from emerald.guards import Refused
from tests.backups.commands import database_url, manage, production
from tests.factories.files import make_upload

pytestmark = pytest.mark.django_db
KEY = x25519.Identity.generate()


@pytest.fixture(autouse=True)
def places(settings, tmp_path):
    settings.BACKUP_RECIPIENTS = [str(KEY.to_public())]
    settings.FILES_ROOT, settings.AUDIT_SEAL_FILE = tmp_path / "files", tmp_path / "seals.jsonl"
    (tmp_path / "backups").mkdir()


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "backups"


def refusal(folder, **how):
    """What the command says when there is no backup; there is nothing of it either."""
    with pytest.raises(CommandError) as refused:
        call_command("back_up", folder, **how)
    assert refused.value.returncode == 1
    assert not folder.exists() or list(folder.iterdir()) == []
    return str(refused.value)


def program(tmp_path, *lines):
    path = tmp_path / "program"
    path.write_text("\n".join(["#!/bin/sh", *lines]) + "\n")
    path.chmod(0o755)
    return path


def test_who_asked_for_it_stands_in_the_access_log_before_and_after(folder, priya, capsys):
    call_command("back_up", folder, by=priya.email.upper())
    [after, before] = AccessEntry.objects.by_person(priya.pk).newest_first()
    assert (before.verb, after.verb) == ("backup begun", "backed up")
    [made] = folder.iterdir()
    assert before.reference == after.reference == made.name
    assert "SHA-256" in after.detail
    assert made.name in capsys.readouterr().out


def test_by_the_clock_it_is_the_command_that_asks(folder):
    call_command("back_up", folder, verbosity=0)
    assert AccessEntry.objects.newest_first().first().actor_label == "back_up"


def test_nobody_asks_under_a_strangers_name(folder):
    assert "Nobody has an account with that address." in refusal(folder, by="stranger@emerald.example")


@pytest.mark.parametrize(
    ("recipients", "said"),
    [
        ([], "names nobody who could open a backup"),
        (["age1nonsense"], "no public key of age"),
        ([str(KEY)], "holds a private key"),
    ],
)
def test_none_is_made_that_anybody_or_nobody_could_read(folder, settings, recipients, said):
    settings.BACKUP_RECIPIENTS = recipients
    assert said in refusal(folder)


def test_each_of_two_keys_opens_it(folder, settings):
    other = x25519.Identity.generate()
    settings.BACKUP_RECIPIENTS.append(str(other.to_public()))
    call_command("back_up", folder, verbosity=0)
    [made] = folder.iterdir()
    assert read(made, [KEY]).about == read(made, [other]).about


def test_a_folder_that_is_not_there_is_a_sentence(tmp_path):
    assert "No such file or directory" in refusal(tmp_path / "nowhere")


@pytest.mark.django_db(transaction=True)  # another process writes into it
def test_a_disk_that_is_full_is_a_sentence_and_leaves_nothing(folder, tmp_path):
    given = production(
        DATABASE_URL=database_url(),
        FILES_ROOT=tmp_path / "files",
        AUDIT_SEAL_FILE=tmp_path / "seals.jsonl",
        EMERALD_BACKUP_RECIPIENTS=KEY.to_public(),
    )
    done = manage("back_up", folder, largest_file=50_000, given=given)
    assert done.returncode == 1
    assert f"The backup could not be written to {folder} (File too large). Nothing of it was kept." in done.stderr
    assert list(folder.iterdir()) == []


def test_a_dump_that_ends_early_leaves_nothing(folder, tmp_path, monkeypatch):
    dump = program(
        tmp_path, "echo half", "echo 'pg_dump: error: out of luck' >&2", "echo 'Key (name)=(Tamsin)' >&2", "exit 1"
    )
    monkeypatch.setattr(programs, "program", lambda *_, **__: dump)
    said = refusal(folder)
    assert "could not be read to its end. Nothing was kept. PostgreSQL says: out of luck" in said
    assert "Tamsin" not in said


def test_an_older_dump_than_the_server_is_a_sentence(folder, tmp_path, monkeypatch):
    old = program(tmp_path, "echo 'pg_dump (PostgreSQL) 12.9'")
    monkeypatch.setattr(programs, "_candidates", lambda _: [old])
    assert "There is version 12." in refusal(folder)


def test_no_dump_at_all_is_a_sentence(folder, monkeypatch):
    monkeypatch.setattr(programs, "_candidates", lambda _: [])
    assert "There is none on the PATH." in refusal(folder)


def test_the_nearest_version_is_taken(tmp_path, monkeypatch):
    found = []
    for version in (12, 19, 18):
        (tmp_path / str(version)).mkdir()
        found.append(program(tmp_path / str(version), f"echo 'pg_dump (PostgreSQL) {version}.1'"))
    monkeypatch.setattr(programs, "_candidates", lambda _: found)
    assert programs.program("pg_dump", at_least=15) == found[2]


def test_a_role_that_sees_a_part_makes_no_backup(folder, django_db_blocker, monkeypatch):
    monkeypatch.setattr("emerald.backups.moment._HIDDEN", "SELECT 'emerald_web', 3")
    assert "The database role emerald_web does not see all of 3 tables" in refusal(folder)


def test_a_place_without_the_seals_makes_no_backup(folder, monkeypatch):
    monkeypatch.setattr("emerald.backups.moment._one", lambda *_: 1)
    assert "There is no seal file here" in refusal(folder)


class TestFiles:
    """Committed, because a backup looks at the database from beside."""

    pytestmark = pytest.mark.django_db(transaction=True)

    @pytest.fixture
    def attached(self, transactional_db, priya):
        return make_upload(priya, "Her drawing.png").file

    def test_one_that_is_gone_is_told_of_and_the_rest_is_kept(self, folder, attached):
        storage.remove(attached.name)
        with pytest.raises(CommandError, match="1 attached files are not in it") as told:
            call_command("back_up", folder, verbosity=0)
        assert told.value.returncode == 3
        [made] = folder.iterdir()
        assert read(made, [KEY]).missing == [attached.name]

    def test_one_that_was_thrown_away_meanwhile_is_missed_by_nobody(self, folder, attached, monkeypatch):
        def gone(name, sha256):
            Upload.objects.all().throw_away()
            raise storage.Missing

        monkeypatch.setattr(storage, "opened", gone)
        call_command("back_up", folder, verbosity=0)
        assert not Upload.objects.exists()
        [made] = folder.iterdir()
        assert read(made, [KEY]).missing == [attached.name]

    def test_one_that_is_not_as_it_was_stored_is_told_of(self, folder, attached):
        [path] = storage.root().rglob(attached.name)
        path.write_bytes(b"changed")
        with pytest.raises(CommandError, match="1 attached files are not in it"):
            call_command("back_up", folder, verbosity=0)


def test_what_a_killed_one_left_is_swept_away_after_a_day(folder):
    for name, hours in (("old", 25), ("young", 1)):
        part = folder / f".emerald-{name}.tar.age.00000000.part"
        part.touch()
        os.utime(part, (time.time() - hours * 3600,) * 2)
    call_command("back_up", folder, verbosity=0)
    assert [path.name for path in folder.glob(".*")] == [".emerald-young.tar.age.00000000.part"]


def test_a_program_that_does_not_read_its_dump_is_named():
    with (
        pytest.raises(Refused, match="Not filled"),
        programs.running("/bin/false", otherwise="Not filled.", stdin=-1) as process,
    ):
        process.stdin.write(b"x")
