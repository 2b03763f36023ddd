"""The tests' database: its tables made once by the migrations, copied for each process that runs tests, and as they
began after every test that committed something.

The copies come from a template that stays in the server, named by a digest of what made it; `--create-db` makes it
anew.
"""

import ast
import os
from contextlib import contextmanager
from datetime import date

import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.commands import migrate
from django.db import DEFAULT_DB_ALIAS, OperationalError, connection, transaction
from django.test import TransactionTestCase
from django.test.utils import setup_databases, teardown_databases
from psycopg.errors import DeadlockDetected

from emerald.audit.database_role import grant
from emerald.audit.partitioning import partition_what_is_not
from emerald.environment_setup import ROOT, digest
from emerald.launcher.shifted_clock import AHEAD

PREFIX = "emerald_template_"
# Each with the run that made it.
_TEMPLATES = "SELECT datname, shobj_description(oid, 'pg_database') FROM pg_database WHERE starts_with(datname, %s)"


@pytest.fixture(scope="session")
def django_db_setup(request, django_test_environment, django_db_modify_db_settings, django_db_blocker):
    """In place of pytest-django's, which makes the database only where it sees beforehand that a test wants one: a
    test may ask for its people by name, as it runs. Nothing here depends on which tests were chosen."""
    anew = request.config.getvalue("create_db")
    keep = request.config.getvalue("reuse_db")
    own = {"aliases": {DEFAULT_DB_ALIAS}, "serialized_aliases": set()}
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setitem(connection.settings_dict["TEST"], "TEMPLATE", template(anew=anew))
        made = setup_databases(verbosity=0, interactive=False, keepdb=keep and not anew, **own)
        grant(settings.DATABASE_ROLE)  # every request of a test is made as this role: with the rights of production
        beginning = Beginning()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda test: beginning.come_back())
        yield beginning
    if not keep:
        with django_db_blocker.unblock():
            teardown_databases(made, verbosity=0)


# --- The template -----------------------------------------------------------------------------------------------------
def template(*, anew=False):
    """The name of a database in which every migration ran and nothing else. Made by whoever comes first; the others
    wait. What `migrate` plants after the migrations is planted in each copy, by the code of that run."""
    name = f"{PREFIX}{digest(*made_from())[:16]}_{date.today():%Y%m%d}_{os.environ.get(AHEAD, '')}".rstrip("_")
    with connection.creation._nodb_cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtext(%s))", [PREFIX])
        # The role is the whole server's: of several runs that begin at once only one can make it.
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [settings.DATABASE_ROLE])
        if not cursor.fetchone():
            cursor.execute(f'CREATE ROLE "{settings.DATABASE_ROLE}" LOGIN NOINHERIT')
        cursor.execute(_TEMPLATES, [PREFIX])
        there = dict(cursor.fetchall())
        # Of several processes of one run, the first makes it anew; the others take that one.
        run = os.environ.get("PYTEST_XDIST_TESTRUNUID", "")
        if name not in there or (anew and (not run or there[name] != run)):
            for old in there:
                cursor.execute(f'DROP DATABASE "{old}"')
            making = f"{PREFIX}making"
            cursor.execute(f'CREATE DATABASE "{making}"')
            with connected_to(making):
                run_migrations()
            cursor.execute(f'ALTER DATABASE "{making}" RENAME TO "{name}"')
            cursor.execute(f"COMMENT ON DATABASE \"{name}\" IS '{run}'")
    return name


def made_from():
    """The files that decide what the migrations make: they themselves, what they import, what makes partitions, and the
    packages' versions.
    A template is a day old at most as well: what a migration plants has a date."""
    migrations = sorted([*ROOT.glob("*/migrations/*.py"), *ROOT.glob("emerald/*/migrations/*.py")])
    modules = {"emerald.audit.partitioning", *(module for path in migrations for module in imported_by(path))}
    imported = [ROOT.joinpath(*module.split(".")) for module in sorted(modules)]
    files = [file for path in imported for file in (path.with_suffix(".py"), path / "__init__.py") if file.exists()]
    return [*migrations, *files, ROOT / "requirements.txt"]


def imported_by(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


@contextmanager
def connected_to(name):
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


def run_migrations():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(migrate, "emit_post_migrate_signal", lambda *_, **__: None)
        call_command("migrate", verbosity=0, interactive=False, run_syncdb=True)
        partition_what_is_not()


# --- After a test that committed --------------------------------------------------------------------------------------
class Beginning:
    """What the tables held before the first test, and how they come to hold it again."""

    def __init__(self):
        with connection.cursor() as cursor:
            names = connection.introspection.django_table_names(only_existing=True, include_views=False)
            self.tables = [connection.ops.quote_name(name) for name in sorted(names)]
            self.rows = {table: self._copied(cursor, table) for table in self._filled(cursor)}

    def come_back(self, tries=5):
        """Emptying all of a hundred and fifty tables takes a second, and so does planting; few hold anything.

        What a browser sent as its page closed may still be under way, and hold what is to be emptied: it is waited
        for. PostgreSQL may end one of the two with a deadlock; the other goes on, and this is done once more."""
        try:
            self._come_back()
        except OperationalError as error:
            if tries == 1 or not isinstance(error.__cause__, DeadlockDetected):
                raise
            self.come_back(tries - 1)

    @transaction.atomic
    def _come_back(self):
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {', '.join(self.tables)} IN EXCLUSIVE MODE")
            cursor.execute("SET LOCAL session_replication_role = replica")  # evidence refuses to be deleted; not here
            for table in self._filled(cursor):
                cursor.execute(f"DELETE FROM {table}")
            for table, rows in self.rows.items():
                with cursor.copy(f"COPY {table} FROM STDIN") as copy:
                    copy.write(rows)

    def _filled(self, cursor):
        """Prepared, once for each connection: to plan the question takes ten times as long as to answer it."""
        question = " UNION ALL ".join(f"SELECT '{table}', EXISTS (SELECT FROM {table})" for table in self.tables)
        answers = psycopg.Cursor(cursor.connection).execute(question, prepare=True)
        return [table for table, filled in answers if filled]

    @staticmethod
    def _copied(cursor, table):
        with cursor.copy(f"COPY (SELECT * FROM {table}) TO STDOUT") as copy:
            return b"".join(copy)
