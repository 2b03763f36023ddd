"""A backup or a restore that is killed half way: it is simply started again, and says what it found."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress

import pytest
from django.db import connection
from django.urls import reverse

from emerald.audit.models import AccessEntry
from emerald.backups.places import clear_what_was_left
from emerald.backups.restoring import refuse_what_is_not_empty
from emerald.environment_setup import ROOT
from emerald.guards import Refused
from tests.backups.commands import database_url, manage, production
from tests.backups.conftest import KEY
from tests.factories.people import make_user

PATIENCE = 240  # seconds, on a busy machine


def killed(*words, when, given):
    """`manage.py` with these words, killed as nobody should be when `when()` is true for the first time."""
    process = subprocess.Popen(
        [sys.executable, "manage.py", *map(str, words)],
        cwd=ROOT,
        env=given,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    until = time.monotonic() + PATIENCE
    while not when():
        assert process.poll() is None, "it ended before it could be killed"
        assert time.monotonic() < until
    process.send_signal(signal.SIGKILL)
    process.wait()


def restore(backup, elsewhere):
    return ("restore", backup.path, "--key", backup.key, "--by", "Ingrid"), production(
        DATABASE_URL=elsewhere.url, FILES_ROOT=elsewhere.files, AUDIT_SEAL_FILE=elsewhere.seals
    )


@pytest.mark.django_db
def test_a_restore_that_was_killed_while_it_read_and_while_it_filled_is_started_again(backup, elsewhere):
    mark, (words, given) = elsewhere.files / "restoring", restore(backup, elsewhere)

    def says(text):
        with suppress(FileNotFoundError):  # the next one takes the mark of the last away as it begins
            return mark.read_text() == text

    for text in ("reading", "filled"):
        killed(*words, when=lambda text=text: says(text), given=given)
        assert mark.exists()
    assert not elsewhere.is_empty()
    done = elsewhere.manage(*words)
    assert done.returncode == 0, done.stderr
    assert "unbroken" in done.stdout
    assert not mark.exists()
    assert [path.read_bytes() for path in sorted(elsewhere.files.rglob("kept/??/*"))] == [
        (backup.files / path.relative_to(elsewhere.files)).read_bytes()
        for path in sorted(elsewhere.files.rglob("kept/??/*"))
    ]


@pytest.fixture
def place(settings, tmp_path):
    """A place with a file in it, and the mark of a restore that had come this far: `place("filled")`."""
    settings.FILES_ROOT, settings.AUDIT_SEAL_FILE = tmp_path / "files", tmp_path / "seals.jsonl"
    file = tmp_path / "files" / "kept" / "ab" / ("ab" * 16)

    def make(how_far, *, seconds_later=0):
        file.parent.mkdir(parents=True)
        file.write_text("kept")
        (tmp_path / "files" / "restoring").write_text(how_far)
        then = (tmp_path / "files" / "restoring").stat().st_mtime + seconds_later
        os.utime(file, (then, then))
        return file

    return make


def test_one_that_was_killed_when_the_database_was_full_asks_for_a_new_one_and_touches_nothing(place, db):
    file = place("filled")
    clear_what_was_left(database_is_empty=False)
    with pytest.raises(Refused, match="Make the database anew and start again"):
        refuse_what_is_not_empty()
    assert file.exists()


@pytest.mark.parametrize(
    ("how_far", "later", "stays"), [("reading", 9, False), ("filled", 0, False), ("filled", 9, True)]
)
def test_what_it_left_is_cleared_away_and_never_what_somebody_added_since(place, how_far, later, stays):
    """Such as in a place where people work, with a mark that was forgotten, and a database that is another."""
    file = place(how_far, seconds_later=later)
    clear_what_was_left(database_is_empty=True)
    assert file.exists() == stays


@pytest.mark.django_db(transaction=True)
def test_a_backup_that_was_killed_is_told_of_on_operations_until_there_is_one(tmp_path, signed_in, settings):
    settings.FILES_ROOT, settings.AUDIT_SEAL_FILE = tmp_path / "files", tmp_path / "seals.jsonl"
    folder = tmp_path / "backups"
    folder.mkdir()
    given = production(
        DATABASE_URL=database_url(),
        FILES_ROOT=settings.FILES_ROOT,
        AUDIT_SEAL_FILE=settings.AUDIT_SEAL_FILE,
        EMERALD_BACKUP_RECIPIENTS=KEY.to_public(),
    )
    operations = signed_in(make_user(role="system_administrator")).get
    page = reverse("operations")
    assert "None yet" in operations(page).text
    killed("back_up", folder, when=lambda: [*folder.glob(".*.part")], given=given)
    assert not [*folder.glob("emerald-*")]
    assert AccessEntry.objects.last_backups()[1] is None
    assert "is not finished: where nothing runs any more it was stopped" in operations(page).text
    connection.close()  # nothing of ours stands in the way of the next
    done = manage("back_up", folder, given=given)
    assert done.returncode == 0, done.stderr
    assert len([*folder.glob("emerald-*")]) == 1
    assert "is not finished" not in operations(page).text
