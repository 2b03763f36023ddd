"""A council that was made stays and is copied, as long as all that belongs to it is there."""

from shutil import rmtree

import pytest
from django.db import connection

from tests.costs import kept
from tests.costs.sizes import Size

TINY = Size("tiny", 10, entries_each=1, sessions_each=1, looks_each=1, measures_each=1, teams_of_a_service=1)


@pytest.fixture
def made(monkeypatch, tmp_path, django_db_setup, django_db_blocker):
    """The names of the councils that were made, each with a folder of files."""
    names = []

    def make(size, name, cursor):
        cursor.execute(f'CREATE DATABASE "{name}"')
        cursor.execute(f"COMMENT ON DATABASE \"{name}\" IS '{{}}'")
        (tmp_path / name).mkdir()
        names.append(name)
        return "{}"

    monkeypatch.setattr(kept, "FILES", tmp_path)
    monkeypatch.setattr(kept, "make", make)
    with django_db_blocker.unblock():
        yield names
        with connection.creation._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{kept.name_of(TINY)}"')


def test_a_council_is_made_once_and_anew_when_its_files_are_gone(made, tmp_path):
    for times in (1, 1, 2, 2):
        if times > len(made) > 0:
            rmtree(tmp_path / made[0])
        with kept.council_of(TINY) as (copy, files, about):
            assert copy != made[0] and files == tmp_path / made[0] and about == {}
        assert len(made) == times
