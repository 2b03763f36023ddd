"""What every `migrate` looks after: data restored from a dump on another server must not upset the audit clock, and
what grows for ever is kept in partitions."""

from typing import Any

from django.db import connection
from django.db.models.signals import post_migrate

from emerald.audit import transaction_clock
from emerald.audit.models.seal import Seal
from emerald.audit.partitioning import partition_what_is_not
from emerald.audit.sealed_tables import tables


def keep_clock_ahead(*, from_a_backup: bool = False, **_: Any) -> None:
    """When the data came from a server that had counted further than this one, go on from there.

    Otherwise new rows would carry old numbers, fall into batches sealed long ago and look like forgeries. Seals tell
    that it is so. Rows that no seal covers are believed only of a backup that was just restored (`from_a_backup`): at
    any other time a row from the future is a forgery, which moving the clock would hide.
    """
    if Seal._meta.db_table not in connection.introspection.table_names():
        return  # migrated back to nothing
    last = Seal.objects.last_one()
    sealed = last.upto if last else 0
    if transaction_clock.low_watermark() < sealed or (from_a_backup and any(each.count_ahead() for each in tables())):
        transaction_clock.set_ahead(max(sealed, *(table.greatest_number() for table in tables())) + 1)


def keep_partitioned(**_: Any) -> None:
    if "audit_next_partition" in _functions():
        partition_what_is_not()


def _functions() -> set[str]:
    """That belong to partitions: none when it is migrated back to before them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT proname FROM pg_proc WHERE proname = 'audit_next_partition'")
        return {name for (name,) in cursor.fetchall()}


def watch(sender: Any) -> None:
    post_migrate.connect(keep_clock_ahead, sender=sender, dispatch_uid="audit clock")
    post_migrate.connect(keep_partitioned, sender=sender, dispatch_uid="partitions of evidence")
