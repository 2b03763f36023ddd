"""`start_record` writes a record that works: made in a copy of the house, migrated there, its own tests run.

The copy's database is a copy too, of the one these tests stand on, so that nothing but the new migration is to be done.
"""

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection, connections

from cases.management.commands import start_record

LEFT_OUT = shutil.ignore_patterns("var", ".git", "node_modules", "build", "__pycache__", ".*_cache")
LINKED = ("emerald/frontend/node_modules", "emerald/frontend/build")
# What the type check found of other people's packages holds there too; of ours a new record changes what a case has.
TYPES = "var/mypy-cache"
OURS = shutil.ignore_patterns("cases", "emerald", "interventions", "perpetrators", "tests")
DATABASE = "started"
SUITES = (
    "tests/rules/test_school_visits.py",
    "tests/test_parts.py",
    "tests/test_types.py",
    "tests/test_rooms.py",
    "tests/access/test_rights_of_pages.py",
)


@pytest.fixture
def house(tmp_path):
    """A copy of the house without what it made for itself."""
    copy = tmp_path / "house"
    shutil.copytree(settings.BASE_DIR, copy, ignore=LEFT_OUT)
    if (settings.BASE_DIR / TYPES).is_dir():
        shutil.copytree(settings.BASE_DIR / TYPES, copy / TYPES, ignore=OURS)
    for folder in LINKED:
        (copy / folder).symlink_to(settings.BASE_DIR / folder)
    with bytecode_of(copy):
        yield copy


@contextmanager
def bytecode_of(copy):
    """What Python compiled of the house serves the copy, whose files are as old; gone with it, where it lies apart."""
    if not sys.pycache_prefix:
        yield
        return
    ours, its = (Path(sys.pycache_prefix) / place.relative_to("/") for place in (settings.BASE_DIR, copy))
    if ours.is_dir():
        shutil.copytree(ours, its, ignore=shutil.ignore_patterns("var", "node_modules"))
    yield
    shutil.rmtree(its, ignore_errors=True)


@pytest.fixture
def database(django_db_setup, django_db_blocker):
    """The address of an empty database that is migrated as far as this one; dropped afterwards."""
    with django_db_blocker.unblock():
        mine = connection.settings_dict["NAME"]
        connections.close_all()  # nobody may look at what is copied
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "test_{DATABASE}" WITH (FORCE)')
            cursor.execute(f'CREATE DATABASE "test_{DATABASE}" TEMPLATE "{mine}"')
        yield urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{DATABASE}").geturl()
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE "test_{DATABASE}" WITH (FORCE)')


def run(house, database, *words):
    done = subprocess.run(
        [sys.executable, *words],
        cwd=house,
        env={**os.environ, "DATABASE_URL": database, "PYTHONPATH": str(house)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{done.stdout[-6000:]}\n{done.stderr[-2000:]}"
    return done.stdout


def unchanged(house):
    """Every file of code that was there before is as it was."""
    ours = [
        path for folder in ("cases", "interventions", "tests", "templates") for path in (house / folder).rglob("*.py")
    ]
    there = {path: settings.BASE_DIR / path.relative_to(house) for path in ours}
    return all(path.read_bytes() == mine.read_bytes() for path, mine in there.items() if mine.exists())


def test_a_record_that_was_started_is_migrated_and_its_own_tests_pass(house, database):
    said = run(house, database, "manage.py", "start_record", "school_visit", "--on", "case")
    wrote = [line.split()[1] for line in said.splitlines() if line.startswith("wrote")]
    assert len([path for path in wrote if path.startswith("interventions/school_visits/")]) == 7
    assert len([path for path in wrote if path.startswith("templates/")]) == 2
    assert [path for path in wrote if path.startswith("tests/")] == [
        "tests/records/school_visits.py",
        "tests/rules/test_school_visits.py",
    ]
    assert len(wrote) == 11 and unchanged(house)
    run(house, database, "manage.py", "makemigrations", "interventions", "-n", "school_visits")
    assert len(list(house.glob("interventions/migrations/*_school_visits.py"))) == 1
    run(house, database, "-m", "pytest", "-q", "--reuse-db", "-p", "no:xdist", *SUITES)


@pytest.mark.parametrize(
    "name", ["School", "2nd", "a", "school visit", "x" * 40, "../escape", "session"], ids=lambda name: name[:12]
)
def test_a_name_that_cannot_be_one_or_is_taken_writes_nothing(name, monkeypatch):
    monkeypatch.setattr(start_record.Path, "write_text", lambda path, text: pytest.fail(f"wrote {path}"))
    with pytest.raises(CommandError):
        call_command("start_record", name, on="case")
