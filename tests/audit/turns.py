"""The turn of a year, without waiting for one: what is written now is said to be of an earlier one."""

from django.db import connection
from django.utils import timezone

from emerald.audit.partitions import begin_partition, partitions


def this_year():
    """By the clock in London, as it is now: a run may pass New Year."""
    return timezone.localtime().year


def turn(table, before):
    """As though the newest partition had begun in the year `before`. Returns the name of the one begun."""
    as_of(table, before)
    return begin_partition(table)


def as_of(table, year):
    newest, called = partitions()[table][-1].name, f"{table}_{year}"
    if newest != called:
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER TABLE {newest} RENAME TO {called}")


def rows_by_partition(table):
    """{its name: rows}, of those that have some."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT tableoid::regclass::text, count(*) FROM {table} GROUP BY 1 ORDER BY min(tableoid)")
        return dict(cursor.fetchall())


def one_again(names):
    """Each table has the one partition again that it began with, called as in `names` ({table: name}), and what is in
    the archive is gone."""
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA IF EXISTS archive CASCADE")
        for table, those in partitions().items():
            if [(each.name, each.since, each.is_newest) for each in those] == [(names[table], 0, True)]:
                continue
            for each in those:
                cursor.execute(f"ALTER TABLE {table} DETACH PARTITION {each.name}")
            for each in those[1:]:
                cursor.execute(f"DROP TABLE {each.name}")
            if those[0].name != names[table]:
                cursor.execute(f"ALTER TABLE {those[0].name} RENAME TO {names[table]}")
            cursor.execute(
                f"ALTER TABLE {table} ATTACH PARTITION {names[table]} FOR VALUES FROM (MINVALUE) TO (MAXVALUE)"
            )
