"""One moment of the database, held still for as long as it is read.

Files are written once, under random names, before their row (`emerald.files.storage`): whatever a row of this moment
names was on the disk by then. The seals of the moment are those in the seal file then, because sealing waits while it
is taken.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.db.migrations.recorder import MigrationRecorder

from emerald.audit.models.seal import Seal
from emerald.audit.seal import SealingHeld, sealing_alone
from emerald.audit.seal_file import SealFile
from emerald.files.models import StoredFile
from emerald.guards import Refused

# Who is signed in and what only counts: nobody is signed in where a backup is restored.
LEFT_OUT = ("django_session", "usersessions_usersession", "emerald_cache")
_TABLES = """
SELECT relname FROM pg_class
WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition ORDER BY 1
"""
_HIDDEN = """
SELECT current_user, count(*) FROM pg_class c
WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
  AND (NOT has_table_privilege(oid, 'SELECT') OR row_security_active(oid)) GROUP BY 1
"""
_ROLES = """
SELECT DISTINCT rolname FROM pg_policy CROSS JOIN unnest(polroles) role JOIN pg_roles ON pg_roles.oid = role ORDER BY 1
"""


@dataclass(frozen=True)
class Moment:
    snapshot: str  # its name, for pg_dump
    at: str  # ISO 8601, UTC
    counts: dict[str, int]  # rows by table
    migrations: list[str]  # "app.name"
    roles: list[str]  # database roles that a policy names, which must be there before it
    files: list[tuple[str, str]]  # (name, sha256) of every attached file
    seals: int  # bytes of the seal file


@contextmanager
def held() -> Iterator[Moment]:
    """The moment, as it is now. Raises Refused when its role does not see all of it, or the seals are not here."""
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            _refuse_a_part_of_it(cursor)
            with _between_seals():
                cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
                snapshot = _one(cursor, "SELECT pg_export_snapshot()")
                seals = _seals(_one(cursor, f"SELECT count(*) FROM {Seal._meta.db_table}"))  # noqa: S608  our own name
            yield _read(cursor, snapshot, seals)
    finally:
        other.close()


def counts(cursor: CursorWrapper) -> dict[str, int]:
    """{table: rows}, but for what is left out."""
    quote = connection.ops.quote_name
    cursor.execute(_TABLES)
    return {
        table: _one(cursor, f"SELECT count(*) FROM {quote(table)}")  # noqa: S608  its own name, quoted
        for (table,) in cursor.fetchall()
        if table not in LEFT_OUT
    }


def _read(cursor: CursorWrapper, snapshot: str, seals: int) -> Moment:
    at = _one(cursor, "SELECT to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')")
    cursor.execute(f"SELECT name, sha256 FROM {StoredFile._meta.db_table} ORDER BY 1")  # noqa: S608  our own name
    files = cursor.fetchall()
    cursor.execute(f"SELECT app || '.' || name FROM {MigrationRecorder.Migration._meta.db_table} ORDER BY 1")  # noqa: S608  the same
    migrations = [name for (name,) in cursor.fetchall()]
    cursor.execute(_ROLES)
    roles = [name for (name,) in cursor.fetchall()]
    return Moment(snapshot, at, counts(cursor), migrations, roles, files, seals)


def _refuse_a_part_of_it(cursor: CursorWrapper) -> None:
    cursor.execute(_HIDDEN)
    for role, tables in cursor.fetchall():
        raise Refused(
            f"The database role {role} does not see all of {tables} tables, so this would be no backup. Run it as the "
            "owner of the tables, as migrate is run."
        )


@contextmanager
def _between_seals() -> Iterator[None]:
    try:
        with sealing_alone(wait=True):
            yield
    except SealingHeld as somebody:
        raise Refused(str(somebody)) from None


def _seals(number: int) -> int:
    file = SealFile()
    if file.is_there():
        return file.path.stat().st_size
    if number:
        raise Refused(
            f"There is no seal file here ({settings.AUDIT_SEAL_FILE}), and a backup without it proves nothing. Run "
            "this where the worker's seals can be read (the service backup of docker-compose.yml)."
        )
    return 0


def _one(cursor: CursorWrapper, sql: str) -> Any:
    cursor.execute(sql)
    return cursor.fetchone()[0]
