"""Proving the seals: every one is computed again from the rows and held against itself, its neighbours and the file."""

from dataclasses import dataclass, field

from django.db import transaction

from emerald.audit.evidence import fix_spelling, tables
from emerald.audit.models.seal import Seal, Shape, fingerprint
from emerald.audit.seal import sealing_alone
from emerald.audit.seal_file import SealFile
from emerald.audit.verify_rows import check_rows


@dataclass
class Findings:
    """What verification found: `broken` holds a sentence for each fault, and is empty when all is well."""

    seals: int = 0
    rows: int = 0
    newer: int = 0
    broken: list = field(default_factory=list)


def verify(seal_file=None):
    """Check everything there is, holding off new seals meanwhile. Needs no right to write."""
    found = Findings()
    with sealing_alone(wait=True), transaction.atomic():
        fix_spelling()
        seals = list(Seal.objects.in_order())
        found.seals, found.rows = len(seals), sum(seal.rows for seal in seals)
        found.broken += _chain(seals)
        found.broken += _file(seals, seal_file or SealFile())
        shapes, broken = _shapes()
        found.broken += broken
        for table in tables():
            newer, broken = check_rows(table, seals, shapes)
            found.newer += newer
            found.broken += broken
        found.broken += _lost_tables(seals)
    return found


def _chain(seals):
    before, upto, number = "", 0, 0
    for seal in seals:
        if seal.number != number + 1:
            yield f"{seal.number - number - 1} seals are missing before {seal}."
        elif seal.previous != before or seal.since != upto:
            yield f"{seal} does not follow from the one before it."
        if seal.hash != seal.compute_hash():
            yield f"{seal} was changed after it was made."
        before, upto, number = seal.hash, seal.upto, seal.number


def _file(seals, seal_file):
    lines = seal_file.lines()
    kept = {seal.number: seal for seal in seals}
    if None in lines:
        yield f"{lines.count(None)} lines of the seal file are not seals."
    outside = {line["number"]: line["hash"] for line in lines if line}
    if missing := kept.keys() - outside.keys():
        yield (f"The seal file is short: {len(missing)} seals of the database are not in it, "
               f"the first is {min(missing)}.")
    if extra := outside.keys() - kept.keys():
        yield f"The database is short: {len(extra)} seals of the file are not in it, the first is {min(extra)}."
    for number in sorted(kept.keys() & outside.keys()):
        if kept[number].hash != outside[number]:
            yield f"{kept[number]} is not the one the seal file holds."


def _shapes():
    good, broken = {}, []
    for shape in Shape.objects.all():
        if fingerprint([shape.table, shape.columns]) == shape.fingerprint:
            good[shape.fingerprint] = shape.columns
        else:
            broken.append(f"The list of columns sealed for {shape.table} was changed.")
    return good, broken


def _lost_tables(seals):
    there = {table.name for table in tables()}
    for lost in sorted({kept for seal in seals for kept in seal.tables} - there):
        yield f"The table {lost}, of which rows were sealed, is gone."
