"""A small team's record, backed up by a process of its own while somebody goes on working; and a second server."""

import threading
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection
from django.test import override_settings
from pyrage import x25519

from cases.models.access.allocation import Part
from emerald.audit import transaction_clock
from emerald.audit.record import record_act
from emerald.audit.seal import seal_new_rows
from emerald.launcher.postgres import SUPERUSER, Postgres
from tests.backups.commands import database_url, manage, production
from tests.factories.children import make_case, make_child
from tests.factories.everything import one_of_everything
from tests.factories.files import make_upload
from tests.factories.people import make_team, make_user
from tests.setup.conftest import a_set_of_servers

KEY = x25519.Identity.generate()

# A role with policies that another server does not have.
ROLE = "emerald_reads_for_reports"
OWNER = "emerald_owner"
WITHOUT = f"DROP OWNED BY {ROLE}; DROP ROLE {ROLE}"


@dataclass(frozen=True)
class Backup:
    path: Path
    key: Path  # the file with the private key
    files: Path  # FILES_ROOT as it was
    said: str


@pytest.fixture(scope="module")
def backup(django_db_setup, django_db_blocker, tmp_path_factory):
    """One of everything there is on a case, committed and sealed. Its database is there until the module ends."""
    folder = tmp_path_factory.mktemp("backup")
    places = {"FILES_ROOT": folder / "files", "AUDIT_SEAL_FILE": folder / "seals.jsonl"}
    with django_db_blocker.unblock(), override_settings(**places):
        lead = fill()
        call_command("grant_reporting", ROLE)
        with somebody_working(lead):
            done = manage(
                "back_up",
                folder,
                "--by",
                lead.email,
                given=production(DATABASE_URL=database_url(), EMERALD_BACKUP_RECIPIENTS=f"{KEY.to_public()}", **places),
            )
        assert done.returncode == 0, done.stderr
        (folder / "key").write_text(f"# created: today\n{KEY}\n")
        [made] = folder.glob("emerald-*.tar.age")
        yield Backup(made, folder / "key", folder / "files", done.stdout)
        execute(WITHOUT)
        django_db_setup.come_back()


def fill():
    team = make_team(name="Emerald North")
    morag = make_user(role="practice_manager", name="Morag Ellis", teams=[team])
    lead = make_user(role="caseworker", name="Priya Nair", teams=[team])
    case = make_case(manager=morag, child=make_child(given_names="Tamsin", family_name="Quillfeather"))
    case.allocate(lead, part=Part.LEAD, by=morag)
    one_of_everything(case=case, manager=morag, lead=lead, team=team)
    seal_all()
    return lead


def execute(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)


def seal_all():
    target = transaction_clock.high_watermark()
    while transaction_clock.low_watermark() < target:
        pass
    seal_new_rows()


class somebody_working:
    """Writes, attaches and seals without a pause while the block runs."""

    def __init__(self, person):
        self.person, self.over, self.began = person, threading.Event(), threading.Event()
        self.thread = threading.Thread(target=self.work)

    def __enter__(self):
        self.thread.start()
        self.began.wait()
        return self

    def __exit__(self, *_):
        self.over.set()
        self.thread.join()

    def work(self):
        try:
            for number in count():
                record_act(self.person, "opened", subject="case", reference=f"number {number}")
                make_upload(self.person, f"Picture {number}.png")
                seal_new_rows()
                self.began.set()
                if self.over.wait(0.05):
                    return
        finally:
            self.began.set()
            connection.close()


@pytest.fixture(scope="session")
def second_server():
    with a_set_of_servers() as name, Postgres(name, durable=False) as server:
        yield server


class Elsewhere:
    """An empty place on another server, in which the owner of the database is nobody special."""

    def __init__(self, server, name, folder):
        self.server, self.name, self.files, self.seals = server, name, folder / "files", folder / "seals.jsonl"
        with psycopg.connect(server.url, autocommit=True) as connection:
            if not connection.execute(f"SELECT 1 FROM pg_roles WHERE rolname = '{OWNER}'").fetchone():
                connection.execute(f"CREATE ROLE {OWNER} LOGIN CREATEROLE")
            connection.execute(f"CREATE DATABASE {name} TEMPLATE template0 OWNER {OWNER}")
        self.as_superuser = server.url.rpartition("/")[0] + f"/{name}"
        self.url = self.as_superuser.replace(f"//{SUPERUSER}@", f"//{OWNER}@")

    def ask(self, sql):
        with psycopg.connect(self.as_superuser) as connection:
            return connection.execute(sql).fetchone()[0]

    def do(self, sql):
        with psycopg.connect(self.as_superuser) as connection:
            connection.execute(sql)

    def is_empty(self):
        things = self.ask("SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace")
        return not things and not [*self.files.rglob("*")] and not self.seals.exists()

    def manage(self, *words, largest_file=None, **more):
        given = production(DATABASE_URL=self.url, FILES_ROOT=self.files, AUDIT_SEAL_FILE=self.seals, **more)
        return manage(*words, largest_file=largest_file, given=given)

    def clear(self):
        """The database goes, and the role a restore made: roles are the whole server's, and would stand in the way."""
        with psycopg.connect(self.server.url, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {self.name} WITH (FORCE)")
            connection.execute(f"DROP ROLE IF EXISTS {ROLE}")


@pytest.fixture
def elsewhere(second_server, tmp_path):
    place = Elsewhere(second_server, f"elsewhere_{tmp_path.name.replace('-', '_').lower()[:40]}", tmp_path)
    yield place
    place.clear()
