"""Whether the record can be proved here at all.

A database that was just restored, or belongs to another release, is not broken: somebody has to do something first, and
is told what.
"""

from collections.abc import Sequence, Set
from typing import Any

from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from emerald.audit.models.seal import Seal
from emerald.audit.transaction_clock import how_far_ahead
from emerald.audit.verify_structure import tables_of_models

_UNREADABLE = """
SELECT current_user, count(*) FROM pg_class c
WHERE c.relnamespace = 'public'::regnamespace AND c.relname = ANY (%s)
  AND NOT has_table_privilege(c.oid, 'SELECT') GROUP BY 1
"""
_TABLES = "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')"
# Asked of the server and not of Emerald's own functions: those are held against the code in `verify_structure`.
_COUNTED = "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint"


def what_to_do_first() -> list[str]:
    """Sentences about what stands in the way of proving anything; none where the record can be proved.

    Raises OperationalError when the database does not let us in.
    """
    return _empty() or _unreadable() or _another_release() or _counted_less()


def _empty() -> list[str]:
    if _rows(_TABLES)[0][0]:
        return []
    return [
        "The database is empty. Restore a backup into it (`manage.py restore`), or begin a new Emerald with "
        "`manage.py migrate`."
    ]


def _unreadable() -> list[str]:
    return [
        f"The database role {role} may not read {tables} of Emerald's tables. Run `manage.py grant_application {role}` "
        "as the owner of the tables, as after every migrate and every restore."
        for role, tables in _rows(_UNREADABLE, [[*tables_of_models(), "django_migrations"]])
    ]


def unknown_here(applied: Set[tuple[str, str]]) -> list[str]:
    """Of migrations as `{(app, name)}`, those of Emerald's own that only a newer release can have: packages put theirs
    together now and then."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    replaced = {key for migration in loader.disk_migrations.values() for key in migration.replaces}
    ours = {app.label for app in apps.get_app_configs() if "site-packages" not in app.path}
    return [f"{app}.{name}" for app, name in sorted(applied - loader.disk_migrations.keys() - replaced) if app in ours]


def _another_release() -> list[str]:
    executor = MigrationExecutor(connection)
    loader = executor.loader
    if unknown := unknown_here(loader.applied_migrations.keys()):
        return [
            f"The database is of a newer release than this one: it has {len(unknown)} migrations that are not known "
            f"here, the first is {unknown[0]}. Prove it with that release."
        ]
    waiting = [str(migration) for migration, _ in executor.migration_plan(loader.graph.leaf_nodes())]
    if waiting:
        return [
            f"The database is of an older release than this one: {len(waiting)} migrations have not run, the first is "
            f"{waiting[0]}. Run `manage.py migrate` as the owner of the tables, then prove the record."
        ]
    return []


def _counted_less() -> list[str]:
    """The data came from a server that had counted further, and nobody has set the audit clock right yet."""
    try:
        with transaction.atomic():
            last = Seal.objects.last_one()
            if last is None or last.hash != last.compute_hash():
                return []  # that is found, and told as a fault
            if _rows(_COUNTED)[0][0] + how_far_ahead() >= last.upto:
                return []
    except DatabaseError:
        return []  # a table that is gone is a fault, and is told as one
    return [
        "The database came from another server, which had counted more transactions: until the audit clock is set "
        "ahead, every row seems to be from the future. Run `manage.py migrate` as the owner of the tables once, also "
        "where no migration waits, then prove the record."
    ]


def _rows(sql: str, params: Sequence[Any] | None = None) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()
