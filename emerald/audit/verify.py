"""Proving the record: that the database still keeps it, that nothing sealed changed, that nothing else did either.

Rooms further out declare in their parts what they alone can tell (`Check`).
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, nullcontext, suppress
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from django.db import DatabaseError, connection, transaction

from emerald.audit.models.partition_move import PartitionMove
from emerald.audit.models.seal import Seal, Shape, fingerprint
from emerald.audit.models.verification import Verification
from emerald.audit.provable import what_to_do_first
from emerald.audit.seal import LATE, SealingHeld, sealing_alone
from emerald.audit.seal_file import SealFile
from emerald.audit.sealed_tables import Table, fix_spelling, tables
from emerald.audit.verify_live import check_live
from emerald.audit.verify_rows import BEFORE_ALL, check_newer, check_stretch
from emerald.audit.verify_seals import Chain, Outside, stretches
from emerald.audit.verify_structure import check_structure, missing_tables
from emerald.audit.verify_traces import check_traces
from emerald.parts import Part

MOST_KEPT = 50  # sentences in the row of a verification
NO_SEAL_FILE = (
    "There is no seal file here (AUDIT_SEAL_FILE), so nobody can say whether the database's own seals were made anew. "
    "The worker writes it: run this there, in Compose `docker compose exec worker python manage.py verify_audit`, or "
    "name a copy with --file. If this is where the worker writes it, somebody took it away: use the witness's copy."
)


@dataclass(frozen=True)
class Check:
    """A further check. `faults()` is called outside a transaction and yields sentences that name nobody; `what` it asks
    goes on after "whether"."""

    what: str
    faults: Callable[[], Iterable[str]]

    def __str__(self) -> str:
        return self.what


@dataclass
class Findings:
    """What verification found: `broken` holds a sentence for each fault, `first` what must be done before anything can
    be asked, `not_here` what only another place can tell. All three are empty when all is well. `archived`: what is
    in the archive, and so was not asked."""

    seals: int = 0
    rows: int = 0
    newer: int = 0
    archived: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    first: list[str] = field(default_factory=list)
    not_here: list[str] = field(default_factory=list)

    @property
    def sentences(self) -> list[str]:
        return [*self.first, *self.not_here, *self.broken]


def verify(seal_file: SealFile | None = None) -> Findings:
    """Check everything there is, of what was sealed when it began. Sealing goes on meanwhile, and nobody waits. Needs
    no right to write.

    Whatever cannot be asked because a table or a column is gone is a sentence too. Raises OperationalError when the
    database does not let us in.
    """
    found = Findings(first=what_to_do_first())
    if found.first:
        return found
    missing = missing_tables()
    there = {table.name for table in tables()} - set(missing)
    with transaction.atomic():
        found.broken += check_structure()
    if {Seal._meta.db_table, Shape._meta.db_table}.isdisjoint(missing):
        _attempt(found, "the seals are whole", lambda: _verify_seals(found, there, seal_file or SealFile()))
    _attempt(found, "rows and histories agree", lambda: check_live(set(connection.introspection.table_names())))
    _attempt(found, "secrets are as chosen", check_traces, transaction.atomic())
    for check in Part.joined("evidence"):
        _attempt(found, check.what, check.faults)
    return found


def verify_and_record(seal_file: SealFile | None = None, *, by_the_worker: bool = False) -> Findings:
    """`verify`, and a row that says when it was and what it found: for the page of seals.

    The worker writes the seal file, so that one that is not there is a fault. Anybody else only looked in the wrong
    place or too early, and no row is kept of that.
    """
    began = monotonic()
    found = verify(seal_file)
    if by_the_worker or not (found.first or found.not_here):
        # The table of another release may not be as this one knows it.
        with suppress(DatabaseError) if found.first else nullcontext():
            _keep(found, monotonic() - began)
    return found


@transaction.atomic
def _keep(found: Findings, seconds: float) -> None:
    if Verification._meta.db_table not in missing_tables():
        Verification.objects.create(
            seals=found.seals,
            rows=found.rows,
            broken=found.sentences[:MOST_KEPT],
            faults=len(found.sentences),
            seconds=seconds,
        )


def _attempt(found: Findings, what: str, check: Callable[[], Iterable[str]], *within: Any) -> None:
    """A check that the database cannot answer is a fault, and no reason to leave out the others."""
    try:
        with ExitStack() as stack:
            # Inside somebody else's transaction a failed statement would end that too.
            for one in within or ([transaction.atomic()] if connection.in_atomic_block else []):
                stack.enter_context(one)
            found.broken += list(check())
    except DatabaseError as error:
        state = getattr(getattr(error.__cause__, "diag", None), "sqlstate", None) or type(error).__name__
        found.broken.append(f"It could not be checked whether {what} (the database answers {state}).")
    except SealingHeld as held:
        found.broken.append(str(held))


def _verify_seals(found: Findings, there: set[str], seal_file: SealFile) -> Iterator[str]:
    """A transaction for each table: one over all partitions of all of them would fill the server's table of locks.

    No seal is made while the file is read and the last of the seals is found, or one would be ahead of the other. From
    then on sealing goes on: rows that come under a later seal are newer than these.
    """
    asked = [table for table in tables() if table.name in there]
    with sealing_alone(wait=True):
        last = Seal.objects.in_order().last()
        is_there, outside = seal_file.is_there(), Outside.read(seal_file)
        late = [one for table in asked for one in _waiting(table, last.upto if last else 0)]
    shapes, broken = _shapes()
    away = PartitionMove.objects.away()
    chain, sealed_tables = Chain(), set()
    for seals in stretches(last):
        upto = chain.upto if found.seals else BEFORE_ALL
        for seal in seals:
            yield from chain.faults_of(seal)
            outside.compare(seal)
            sealed_tables |= seal.tables.keys()
        found.seals, found.rows = found.seals + len(seals), found.rows + sum(seal.rows for seal in seals)
        for table in asked:
            with transaction.atomic():
                fix_spelling()
                broken += check_stretch(table, seals, shapes, away.get(table.name, ()), since=upto)
    if found.seals and not is_there:
        found.not_here.append(NO_SEAL_FILE)
    else:
        yield from outside.faults()
    found.archived = list(_in_the_archive())
    yield from (*broken, *late)
    for table in asked:
        with transaction.atomic():
            newer, ahead = check_newer(table, chain.upto)
        found.newer += newer
        yield from ahead
    yield from _lost_tables(sealed_tables)


def _in_the_archive() -> Iterator[str]:
    moves = PartitionMove.objects.archived()
    for table in sorted({move.table for move in moves}):
        those = [move for move in moves if move.table == table]
        yield (
            f"In the archive: {sum(move.rows for move in those)} rows of {table}, of {those[0].partition} to "
            f"{those[-1].partition}."
        )


def _waiting(table: Table, upto: int) -> Iterator[str]:
    """A sealer that stopped, or was stopped: what nobody has sealed could still be changed unseen."""
    with transaction.atomic():
        waiting = table.waiting(upto, LATE)
    if waiting:
        yield f"{waiting} rows of {table.name} have waited for a seal for more than {LATE.seconds // 60} minutes."


def _shapes() -> tuple[dict[str, list[str]], list[str]]:
    good, broken = {}, []
    for shape in Shape.objects.all():
        if fingerprint([shape.table, shape.columns]) == shape.fingerprint:
            good[shape.fingerprint] = shape.columns
        else:
            broken.append(f"The list of columns sealed for {shape.table} was changed.")
    return good, broken


def _lost_tables(sealed: set[str]) -> Iterator[str]:
    for lost in sorted(sealed - {table.name for table in tables()}):
        yield f"The table {lost}, of which rows were sealed, is gone."
