"""Are the partitions of every table of evidence those that were begun, one after the other, and is nothing beside or
between them?"""

import re
from collections.abc import Iterator
from typing import Any

from django.db import connection

from emerald.audit.models.partition_move import PartitionMove
from emerald.audit.partitions import EVER, Partition, partitioned, partitions

_FAULTS = """
SELECT p.relname, c.relname, n.nspname = 'public', c.relkind = 'r', c.relpersistence = 'p', c.relowner = p.relowner,
       ARRAY(SELECT coalesce(r.rolname, 'everybody') FROM aclexplode(c.relacl) a
             LEFT JOIN pg_roles r ON r.oid = a.grantee
             WHERE a.grantee <> c.relowner UNION
             SELECT coalesce(r.rolname, 'everybody') FROM pg_attribute t CROSS JOIN aclexplode(t.attacl) a
             LEFT JOIN pg_roles r ON r.oid = a.grantee
             WHERE t.attrelid = c.oid AND a.grantee <> c.relowner),
       ARRAY(SELECT rulename FROM pg_rewrite WHERE ev_class = c.oid)
FROM pg_inherits i JOIN pg_class p ON p.oid = i.inhparent JOIN pg_class c ON c.oid = i.inhrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE p.relnamespace = 'public'::regnamespace AND p.relname = ANY (%s) ORDER BY 1, 2
"""
_BESIDE = """
SELECT relname FROM pg_class
WHERE relnamespace = 'public'::regnamespace AND relkind NOT IN ('i', 'I', 'S', 't') AND NOT relispartition
  AND relname ~ %s ORDER BY 1
"""


def check_partitions() -> Iterator[str]:
    """Sentences."""
    wanted, found = partitioned(), partitions()
    known = {(table, each.name) for table, those in found.items() for each in those}
    for table, name, *facts in _rows(_FAULTS, [wanted]):
        if (table, name) not in known or not re.fullmatch(rf"{table}_\d{{4}}", name):
            yield f"{name} shares its rows with {table} and is none of its partitions."
        else:
            yield from _of_one(table, name, *facts)
    away = PartitionMove.objects.away()
    for table, those in found.items():
        yield from _gaps(table, those, away.get(table, []))
    for (name,) in _rows(_BESIDE, [rf"^({'|'.join(wanted)})_\d{{4}}$"]):
        yield f"{name} is no partition any more: somebody took it out of its table."


def _of_one(
    table: str,
    name: str,
    in_its_place: bool,
    is_table: bool,
    lasts: bool,
    same_owner: bool,
    let_in: list[str],
    rules: list[str],
) -> Iterator[str]:
    if not (in_its_place and is_table and same_owner):
        yield f"The partition {name} of {table} is not one that Emerald made."
    if not lasts:
        yield f"The partition {name} does not outlive a crash of the server: it is unlogged."
    if let_in:
        yield f"{', '.join(let_in)} may reach the rows of {table} past its rules, in the partition {name}."
    for rule in rules:
        yield f"The rule {rule} on {name} is not one of Emerald's."


def _gaps(table: str, those: list[Partition], away: list[tuple[int, int]]) -> Iterator[str]:
    """Every number is in a partition, or in one that was archived and written down."""
    reached = 0
    for since, upto in sorted([(each.since, each.upto) for each in those] + away):
        if since > reached:
            yield f"A partition of {table} is gone: that of the numbers {reached} to {since}."
        if since < reached:
            yield f"A partition of {table} stands in the place of an archived one: from the number {since}."
        reached = max(reached, upto)
    if reached != EVER:
        yield f"A partition of {table} is gone: that of the numbers from {reached}."


def _rows(sql: str, params: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()
