"""Years of evidence leave the database for an archive, and come back from it proven.

A partition that goes is moved into the schema `archive`, from where the operator dumps and drops it; a row of
`PartitionMove` says so for ever. Which rows it had say the seals, which stay: a partition has whole seals and no other,
so it proves itself by them wherever it lies. Run as the owner of the tables.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.apps import apps
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from emerald.audit.actor import acting_as
from emerald.audit.models.partition_move import PartitionMove
from emerald.audit.models.seal import Seal, Shape
from emerald.audit.partitions import Partition, partitions
from emerald.audit.record import record_act
from emerald.audit.sealed_tables import Table, fix_spelling, tables
from emerald.audit.verify_rows import check_rows
from emerald.guards import Refused

SCHEMA = "archive"
WHY = "Years of evidence that are kept in the archive."
_LYING_THERE = """
SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = %s AND c.relkind = 'r'
"""
_MISSING_COLUMNS = """
SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped
EXCEPT SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped
"""


def kept_here() -> set[str]:
    """Tables of which nothing goes: pages show earlier versions from them."""
    histories: list[Any] = [getattr(model, "pgh_event_model", None) for model in apps.get_models()]
    return {history._meta.db_table for history in histories if getattr(history, "read_by_pages", False)}


def archive(year: int) -> list[PartitionMove]:
    """Take every partition of `year` and before out of its table. Returns the moves, none where all have gone before.

    What still lives in a history is carried on into its newest partition, so that the record can be proved without the
    archive. Raises Refused, before anything is moved, when a partition is not over, not sealed or not as it was sealed;
    OperationalError when somebody keeps a table, and then the same once more goes on from there.
    """
    leaving = {
        table: going
        for table, those in partitions().items()
        if table not in kept_here() and (going := _over(those, year))
    }
    _refuse([fault for table, those in leaving.items() for each in those for fault in proof(each)])
    return [move for those in leaving.values() for move in _take_away(those)]


def bring_back(year: int) -> list[PartitionMove]:
    """Put the partitions of `year` that lie in the schema `archive` back into their tables. Returns the moves.

    Raises Refused when there is none, or one is not as it was sealed, or of a release with fewer columns.
    """
    with connection.cursor() as cursor:
        cursor.execute(_LYING_THERE, [SCHEMA])
        there = {name for (name,) in cursor.fetchall()}
    coming = [each for each in map(_archived, PartitionMove.objects.archived()) if each.year == year]
    found = [each for each in coming if each.name in there]
    if not found:
        raise Refused(
            f"Nothing of {year} lies in the schema {SCHEMA} of the database. Restore it there with pg_restore first."
            if coming
            else f"Nothing of {year} was archived."
        )
    _refuse([fault for each in found for fault in (*proof(each), *_of_another_release(each))])
    return [_put_back(each) for each in found]


def proof(partition: Partition) -> Iterator[str]:
    """Sentences about what is not as the seals say, where it lies."""
    last = Seal.objects.last_one()
    if last is None or last.upto < partition.upto:
        yield f"{partition.name} is not sealed to its end yet. Let the worker run, then do it again."
        return
    seals = list(Seal.objects.in_order().filter(upto__gt=partition.since, upto__lte=partition.upto))
    shapes = {shape.fingerprint: shape.columns for shape in Shape.objects.all()}
    with transaction.atomic():
        fix_spelling()
        _, broken = check_rows(_table(partition), seals, shapes)
    yield from broken


def _table(partition: Partition) -> Table:
    [whole] = [table for table in tables() if table.name == partition.table]
    return replace(whole, lies_in=(partition.schema, partition.name))


def _over(those: list[Partition], year: int) -> list[Partition]:
    """Of one table's partitions those to go. Raises Refused when one of them is not over with `year`."""
    going = [each for each in those if each.year <= year]
    if not going:
        return []
    if len(going) == len(those):
        raise Refused(f"{going[-1].name} still takes what is written. A year goes when it is over.")
    following = those[len(going)]
    if following.year > year + 1:
        raise Refused(
            f"{going[-1].name} has rows until {following.year}, because no partition began in between. Archive "
            f"{following.year - 1} when it is to go."
        )
    return going


@transaction.atomic
def _take_away(those: list[Partition]) -> list[PartitionMove]:
    moves = []
    with connection.cursor() as cursor, acting_as("command archive_year", reason=WHY):
        cursor.execute("SELECT set_config('lock_timeout', '10s', true)")
        cursor.execute(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
        for each in those:
            moves.append(_write_down(each, rows=_count(cursor, each), away=True))
            _run(cursor, "ALTER TABLE public.{table} DETACH PARTITION public.{name}", each)
            _run(cursor, f"ALTER TABLE public.{{name}} SET SCHEMA {SCHEMA}", each)
    return moves


@transaction.atomic
def _put_back(each: Partition) -> PartitionMove:
    with connection.cursor() as cursor, acting_as("command bring_back_year", reason=WHY):
        cursor.execute("SELECT set_config('lock_timeout', '10s', true)")
        lower = each.since or "MINVALUE"
        _run(cursor, f"ALTER TABLE {SCHEMA}.{{name}} SET SCHEMA public", each)
        _run(
            cursor,
            f"ALTER TABLE public.{{table}} ATTACH PARTITION public.{{name}} FOR VALUES FROM ({lower}) TO ({each.upto})",
            each,
        )
        return _write_down(each, rows=_count(cursor, each), away=False)


def _write_down(each: Partition, *, rows: int, away: bool) -> PartitionMove:
    doer, verb = ("archive_year", "archived") if away else ("bring_back_year", "brought back")
    record_act(doer, verb, subject="evidence", reference=each.name[:60], detail=f"{rows} rows")
    return PartitionMove.objects.create(
        away=away, table=each.table, partition=each.name, since=each.since, upto=each.upto, rows=rows
    )


def _archived(move: PartitionMove) -> Partition:
    return Partition(move.table, move.since, move.upto, move.partition, SCHEMA)


def _of_another_release(each: Partition) -> Iterator[str]:
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute(_MISSING_COLUMNS, [quote(each.table), f"{SCHEMA}.{quote(each.name)}"])
        if missing := sorted(name for (name,) in cursor.fetchall()):
            yield (
                f"{each.name} is as it was sealed, and has no {', '.join(missing)}: it is of an earlier release, and "
                f"cannot be part of {each.table} today. Read it where it lies, in the schema {SCHEMA}."
            )


def _count(cursor: CursorWrapper, each: Partition) -> int:
    _run(cursor, "SELECT count(*) FROM public.{name}", each)
    return cursor.fetchone()[0]


def _run(cursor: CursorWrapper, sql: str, each: Partition) -> None:
    quote = connection.ops.quote_name
    cursor.execute(sql.format(table=quote(each.table), name=quote(each.name)))


def _refuse(faults: list[str]) -> None:
    if faults:
        raise Refused(*faults)
