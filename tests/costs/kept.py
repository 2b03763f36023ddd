"""Councils stay in the server as databases of their own, named by a digest of what made them: each is made once, and
copied for every run, which writes into its copy. Made anew each month, since all its days are counted from today."""

import json
from contextlib import contextmanager
from datetime import date
from hashlib import sha256
from shutil import rmtree

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import override_settings

from emerald.audit.database_role import grant
from emerald.environment_setup import ROOT, VAR, digest
from tests import database
from tests.costs import council
from tests.costs.progress import Progress

PREFIX = "emerald_costs_"
FILES = VAR / "bench" / "files"
MADE_BY = (
    *(ROOT / "tests" / "costs" / f"{name}.py" for name in ("council", "copies", "register", "sizes")),
    ROOT / "tests" / "factories" / "everything.py",
    *sorted((ROOT / "tests" / "records").glob("*.py")),
)
KEPT = "SELECT datname, shobj_description(oid, 'pg_database') FROM pg_database WHERE starts_with(datname, %s)"


def name_of(size):
    made_by, which = digest(*database.made_from(), *MADE_BY)[:16], sha256(repr(size).encode()).hexdigest()[:8]
    return f"{PREFIX}{size.name}_{which}_{made_by}_{date.today():%Y%m}"


@contextmanager
def council_of(size):
    """A copy of the council of this size: (the copy's name, the folder of its files, what `council.load` returned).
    Dropped at the end."""
    name = name_of(size)
    with connection.creation._nodb_cursor() as cursor:
        cursor.execute(KEPT, [PREFIX])
        kept = dict(cursor.fetchall())
        for old in [one for one in kept if is_of_the_past(one, name, size)]:
            cursor.execute(f'DROP DATABASE "{old}" WITH (FORCE)')
            rmtree(FILES / old, ignore_errors=True)
            del kept[old]
        if name not in kept:
            kept[name] = make(size, name, cursor)
        copy = f"{PREFIX}copy_{size.name}"
        cursor.execute(f'CREATE DATABASE "{copy}" TEMPLATE "{name}" STRATEGY file_copy')
        # All that the database works for a page is then the work of the process that answers it, and is counted.
        cursor.execute(f'ALTER DATABASE "{copy}" SET max_parallel_workers_per_gather = 0')
    try:
        yield copy, FILES / name, json.loads(kept[name])
    finally:
        with connection.creation._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{copy}" WITH (FORCE)')


def is_of_the_past(one, name, size):
    """Whether the database `one` is in the way of the council called `name`, or that council without its files: the
    server outlives the checkout, and the folder with what is attached may be gone."""
    if one == name:
        return not (FILES / name).is_dir()
    return one.startswith(tuple(f"{PREFIX}{begins}" for begins in (f"{size.name}_", f"copy_{size.name}", "making")))


def make(size, name, cursor):
    """Returns, as text, what is kept about it."""
    making, template = f"{PREFIX}making", database.template()
    cursor.execute(f'CREATE DATABASE "{making}" TEMPLATE "{template}"')
    progress = Progress(f"{size.cases:,} cases", council.weight_of(size))
    with database.connected_to(making), override_settings(FILES_ROOT=FILES / name):
        call_command("migrate", verbosity=0, interactive=False)
        grant(settings.DATABASE_ROLE)
        about = json.dumps(council.load(size, progress))
    progress.finish()
    cursor.execute(f'ALTER DATABASE "{making}" RENAME TO "{name}"')
    cursor.execute(f'COMMENT ON DATABASE "{name}" IS {quoted(about)}')
    return about


def quoted(text):
    return "'" + text.replace("'", "''") + "'"
