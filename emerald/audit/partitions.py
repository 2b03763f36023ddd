"""The tables of evidence that grow for ever are kept in partitions, one after the other: the access log and every
history begin a new one each year.

They are cut by transaction number, as seals are, and not by a moment: a row knows its number before it is written, the
number never goes back, and no two partitions' rows mix. The newest takes whatever comes, so that no save ever waits
for a partition or misses one. See emerald/decisions/0043-partitions.md.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import connection

from emerald.audit.history import History

# Replaces the newest partition by two: the same, which ends now, and an empty one. Under the lock nobody writes, so all
# rows there are have smaller numbers than the next. As the owner, because Emerald at work owns nothing: nobody can tell
# it when, and of which table only by name.
NEXT_PARTITION = """
CREATE OR REPLACE FUNCTION audit_next_partition(kept text) RETURNS text LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp SET lock_timeout = '2s' AS $$
DECLARE
    parent oid := (SELECT c.oid FROM pg_class c JOIN pg_partitioned_table p ON p.partrelid = c.oid
                   WHERE c.relnamespace = 'public'::regnamespace AND c.relname = kept);
    newest text; bounds text; began text; following text; number bigint; key text; refusal text;
BEGIN
    FOR turn IN 1..2 LOOP
        SELECT c.relname, pg_get_expr(c.relpartbound, c.oid) INTO newest, bounds
        FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
        WHERE i.inhparent = parent AND pg_get_expr(c.relpartbound, c.oid) LIKE '%TO (MAXVALUE)';
        following := kept || to_char(clock_timestamp() AT TIME ZONE 'Europe/London', '_YYYY');
        IF newest IS NULL OR following COLLATE "C" <= newest THEN
            RETURN NULL;
        ELSIF turn = 1 THEN
            EXECUTE format('LOCK TABLE ONLY public.%I IN ACCESS EXCLUSIVE MODE', kept);
        END IF;
    END LOOP;
    number := greatest(public.audit_next(), public.audit_clock() + 1);
    began := substring(bounds FROM 'FROM \\((.*)\\) TO');
    SELECT a.attname INTO key FROM pg_index x JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = x.indkey[0]
    WHERE x.indrelid = format('public.%I', newest)::regclass AND x.indisprimary;
    SELECT tgname INTO refusal FROM pg_trigger WHERE tgrelid = parent AND tgtype & 1 = 0 AND NOT tgisinternal;
    EXECUTE format('ALTER TABLE public.%I DETACH PARTITION public.%I', kept, newest);
    EXECUTE format('ALTER TABLE public.%I ATTACH PARTITION public.%I FOR VALUES FROM (%s) TO (%s)',
        kept, newest, began, number);
    EXECUTE format('CREATE TABLE public.%I PARTITION OF public.%I FOR VALUES FROM (%s) TO (MAXVALUE)',
        following, kept, number);
    EXECUTE format('ALTER TABLE public.%I ADD PRIMARY KEY (%I)', following, key);
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE OR TRUNCATE ON public.%I FOR EACH STATEMENT '
        'EXECUTE FUNCTION public.audit_refuse_change()', refusal, following);
    RETURN following;
END $$;
"""
_PARTITIONS = """
SELECT p.relname, c.relname, n.nspname, pg_get_expr(c.relpartbound, c.oid)
FROM pg_inherits i JOIN pg_class p ON p.oid = i.inhparent JOIN pg_class c ON c.oid = i.inhrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE p.relnamespace = 'public'::regnamespace AND p.relname = ANY (%s) AND p.relkind = 'p'
"""
_BOUNDS = re.compile(r"FOR VALUES FROM \((?:MINVALUE|'(-?\d+)')\) TO \((?:MAXVALUE|'(-?\d+)')\)")
EVER = 2**63 - 1  # where the newest ends


@dataclass(frozen=True, order=True)
class Partition:
    """Rows of `table` with `since <= number < upto`. Its name says in which year it began to be written."""

    table: str
    since: int
    upto: int
    name: str
    schema: str = "public"

    @property
    def is_newest(self) -> bool:
        return self.upto == EVER

    @property
    def year(self) -> int:
        return int(self.name.removeprefix(f"{self.table}_"))


def partitioned() -> list[str]:
    """The tables that are kept so: the access log, and every history there is or will be."""
    return [
        "audit_accessentry",
        *sorted(each._meta.db_table for each in apps.get_models() if issubclass(each, History)),
    ]


def partitions() -> dict[str, list[Partition]]:
    """{table: its partitions, oldest first}, as the database has them. One with other bounds than a stretch of numbers
    is left out: `verify_audit` misses it."""
    found: dict[str, list[Partition]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_PARTITIONS, [partitioned()])
        for table, name, schema, bounds in cursor.fetchall():
            if said := _BOUNDS.fullmatch(bounds):
                stretch = int(said[1] or 0), int(said[2] or EVER)
                found.setdefault(table, []).append(Partition(table, *stretch, name, schema))
    return {table: sorted(each) for table, each in found.items()}


def numbers_between(
    table: str, number: str, moment: str, since: datetime | None, until: datetime | None
) -> tuple[int, int]:
    """(first, end) of the numbers of those partitions that have rows with `since <= moment < until`, of which
    either may be None; `number` and `moment` are columns. All numbers where nothing would be gained.

    Asked of the rows, because a name tells when a partition began by a clock that may have been wrong.
    """
    those = partitions().get(table, [])
    if len(those) < 2 or not (since or until):
        return 0, EVER
    within = [
        each
        for each, (first, last) in zip(those, _spans(table, number, moment, those), strict=True)
        if first is not None and (until is None or first < until) and (since is None or last >= since)
    ]
    return (within[0].since, within[-1].upto) if within else (those[-1].since, EVER)


def _spans(table: str, number: str, moment: str, those: list[Partition]) -> list[tuple[Any, Any]]:
    """The first and the last moment of each, or None twice; each is looked up in its index by the moment."""
    one = "SELECT (SELECT min({m}) FROM {t} WHERE {w}), (SELECT max({m}) FROM {t} WHERE {w})"
    stretches = [f"{number} >= {each.since} AND {number} < {each.upto}" for each in those]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(one.format(m=moment, t=table, w=stretch) for stretch in stretches))
        return cursor.fetchall()


def begin_partition(table: str) -> str | None:
    """Begin the partition of this year. Returns its name; None when it has begun already.

    Raises OperationalError when somebody keeps the table for more than two seconds: then the next tick does it.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT audit_next_partition(%s)", [table])
        return cursor.fetchone()[0]
