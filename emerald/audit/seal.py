"""Sealing: every row written since the last seal is vouched for by a new one.

Rows are taken by transaction number, so a transaction that was open during a seal and commits later is in the next.
"""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from django.db import OperationalError, connection, transaction
from django.db.backends.utils import CursorWrapper
from django.utils import timezone

from emerald.audit import transaction_clock
from emerald.audit.models.seal import Seal, Shape, fingerprint
from emerald.audit.partitions import partitions
from emerald.audit.seal_file import SealFile
from emerald.audit.sealed_tables import Table, fix_spelling, tables

log = logging.getLogger(__name__)

LATE = timedelta(minutes=10)  # ten times the timetable's beat
PATIENCE = "30s"  # a seal takes a second
# Of one table in one seal. PostgreSQL gathers 32 bytes of each row in one value, which holds 33 million of them at most
# and takes its time; what is more goes into the next seal.
MOST_ROWS = 1_000_000
LOCK = 0x5EA1  # "seal"; any number nobody else uses


class ClockWentBack(RuntimeError):
    """The data came from a server that had counted further; `manage.py migrate` sets the audit clock right."""


def seal_new_rows() -> Seal | None:
    """Seal what is settled. Returns the (last) seal, or None when nothing is new or another process is sealing.

    No seal vouches for rows on both sides of where a partition ends: so a partition that is archived takes whole seals
    with it, and proves itself by them. Each is made in a transaction of its own, and stands when a later one fails: the
    next sealer goes on behind it.
    """
    made = None
    with sealing_alone(wait=False) as alone:
        if not alone:
            return None
        _finish_the_last_one()
        for edge in _small_enough(*_edges()):
            with transaction.atomic():
                seal = _make_seal(edge)
            if seal is not None:
                SealFile().append(seal)
                log.info("Seal %d over %d rows: %s", seal.number, seal.rows, seal.hash)
                made = seal
    return made


class SealingHeld(RuntimeError):
    """Somebody keeps the sealers' lock, so that nothing is sealed."""


@contextmanager
def sealing_alone(*, wait: bool) -> Iterator[bool]:
    """Hold off every other sealer, over the commit and the writing of the file. Yields whether one may go on."""
    with connection.cursor() as cursor:
        if wait:
            alone = _wait_for_the_lock(cursor)
        else:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
            (alone,) = cursor.fetchone()
    try:
        yield alone
    finally:
        if alone:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


def _wait_for_the_lock(cursor: CursorWrapper) -> bool:
    try:
        with transaction.atomic():
            cursor.execute("SELECT set_config('lock_timeout', %s, true)", [PATIENCE])
            cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
            cursor.execute("SELECT set_config('lock_timeout', '0', true)")
    except OperationalError as error:
        raise SealingHeld(f"Somebody has kept sealing from going on for {PATIENCE}: nothing is sealed.") from error
    return True


def _finish_the_last_one() -> None:
    """A sealer killed between its commit and the file leaves one line unwritten. More missing is no accident: it
    stays missing, and `verify_audit` says so."""
    last = Seal.objects.last_one()
    if last is not None and SealFile().last_number() == last.number - 1:
        log.warning("Seal %d was not in the file yet: %s", last.number, last.hash)
        SealFile().append(last)


def _edges() -> tuple[int, list[int]]:
    """(where the last seal ends, where those to come end): at each partition's end since the last one, and at what is
    settled. A partition that ends later than this was asked ends at a greater number."""
    last = Seal.objects.last_one()
    since, upto = (last.upto if last else 0), transaction_clock.low_watermark()
    if upto < since:
        raise ClockWentBack("The database counts from before its last seal. Run `manage.py migrate` once.")
    ends = {each.upto for those in partitions().values() for each in those}
    return since, [*sorted(edge for edge in ends if since < edge < upto), upto]


def _small_enough(since: int, edges: Sequence[int]) -> Iterator[int]:
    """These edges, and between them as many more as it takes that no table has more than MOST_ROWS in between. What one
    transaction wrote stays together, whatever it is: it has one number."""
    for edge in edges:
        while since < edge:
            full = [number for table in tables() if (number := table.number_after(MOST_ROWS, since, edge)) is not None]
            since = min([edge, *(max(number, since + 1) for number in full)])
            yield since


def _make_seal(upto: int) -> Seal | None:
    """Of the rows since the last one and before `upto`; None when there are none, and then the next has their stretch
    as well."""
    fix_spelling()
    last = Seal.objects.last_one()
    since = last.upto if last else 0
    parts = {table.name: _seal_table(table, [since, upto]) for table in tables()}
    sealed = {table: part for table, part in parts.items() if part}
    if not sealed:
        return None
    seal = Seal(
        number=last.number + 1 if last else 1,
        at=timezone.now(),
        since=since,
        upto=upto,
        tables=sealed,
        rows=sum(part["rows"] for part in sealed.values()),
        previous=last.hash if last else "",
    )
    seal.hash = seal.compute_hash()
    seal.save(force_insert=True)
    return seal


def _seal_table(table: Table, bounds: list[int]) -> dict[str, Any] | None:
    """What the seal says of this table; None when there is nothing new in it."""
    columns = table.columns()
    rows, digest = table.digests(dict(zip(columns, columns, strict=True)), bounds).get(0, (0, ""))
    if not rows:
        return None
    shape = fingerprint([table.name, columns])
    Shape.objects.get_or_create(fingerprint=shape, defaults={"table": table.name, "columns": columns})
    return {"rows": rows, "digest": digest, "shape": shape}
