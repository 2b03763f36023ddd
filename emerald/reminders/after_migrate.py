"""What every `migrate` looks after: the triggers by which what is due is kept, and the rows, as the sources stand now.
And what is done before each commit.
"""

import logging
from typing import Any

from django.apps import AppConfig, apps
from django.db import DatabaseError, connection, transaction
from django.db.models.signals import post_migrate

from emerald.audit import expected_schema
from emerald.database import base
from emerald.reminders import feeds
from emerald.reminders.keeping import keep_all, keep_touched
from emerald.reminders.models import Touched

log = logging.getLogger(__name__)
_there: set[str] = set()


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
    nobody's work is lost for it."""
    if not _there and Touched._meta.db_table not in connection.introspection.table_names():
        return  # migrated back, or not yet so far
    _there.add(connection.alias)
    try:
        keep_touched()
    except DatabaseError:
        log.exception("What is due could not be kept with what was written.")


def watch() -> None:
    post_migrate.connect(keep_anew, dispatch_uid="keep what is due")
    base.before_commit.append(before_commit)
    expected_schema.provide(feeds.expected)
