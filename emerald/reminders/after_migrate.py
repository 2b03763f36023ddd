"""What every `migrate` looks after: the triggers by which what is due is kept, and the rows, as the sources stand now.
And what is done before each commit.
"""

import logging
from typing import Any

from django.apps import AppConfig, apps
from django.db import DatabaseError, connection, transaction
from django.db.models.signals import post_migrate
from psycopg.pq import TransactionStatus

from emerald.audit import expected_schema
from emerald.audit.models import AccessEntry
from emerald.database import base
from emerald.database.process import Kind, kind
from emerald.reminders import feeds
from emerald.reminders.keeping import keep_all, keep_touched
from emerald.reminders.models import Touched

log = logging.getLogger(__name__)


def keep_anew(sender: AppConfig, **_: Any) -> None:
    """Once, after the last app: a source reads tables of them all."""
    if sender is not [each for each in apps.get_app_configs() if each.models_module][-1]:
        return
    there = set(connection.introspection.table_names())
    if Touched._meta.db_table in there and feeds.every_feed().keys() <= there:  # else migrated back
        with transaction.atomic():
            feeds.put_in_place()
            keep_all()


def before_commit() -> None:
    """What this transaction touched. What cannot be kept now stays touched, and is kept before the next list is read:
    nobody's work is lost for it. Where the transaction itself cannot go on, its end is an error and not a silence."""
    if kind() == Kind.OWNER and not _is_there():
        return  # it migrates: not so far yet, or back from there
    try:
        keep_touched()
    except DatabaseError:
        if connection.connection.info.transaction_status != TransactionStatus.INTRANS:
            raise
        log.exception("What is due could not be kept with what was written.")


def _is_there() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s) IS NOT NULL", [Touched._meta.db_table])
        (there,) = cursor.fetchone()
    return bool(there)


def watch() -> None:
    post_migrate.connect(keep_anew, dispatch_uid="keep what is due")
    base.before_commit.append(before_commit)
    base.of_no_concern.add(AccessEntry._meta.db_table)
    expected_schema.provide(feeds.expected)
