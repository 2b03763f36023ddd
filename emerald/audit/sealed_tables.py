"""What is under seal, and the one spelling of its rows from which digests are made.

The digests are made by the database, a whole table at a time: 100,000 rows take about a second.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import Model

from emerald.audit.append_only import Stamped
from emerald.audit.transaction_clock import TransactionNumber

# A row must be spelt the same whoever asks, so nothing about the session may show in it. Ends with the transaction.
_SPELLING = """
SELECT set_config('TimeZone', 'UTC', true), set_config('DateStyle', 'ISO, YMD', true),
       set_config('IntervalStyle', 'iso_8601', true), set_config('extra_float_digits', '1', true),
       set_config('bytea_output', 'hex', true)
"""
_COLUMNS = """
SELECT attname FROM pg_attribute
WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attname COLLATE "C"
"""
_DIGESTS = """
SELECT width_bucket(t.{xid}, %(bounds)s::bigint[]), count(*), encode(sha256(string_agg(
    sha256(convert_to(row_to_json(spelt)::text, 'UTF8')), ''::bytea ORDER BY t.{xid}, t.{key})), 'hex')
FROM {table} t CROSS JOIN LATERAL (SELECT {columns}) spelt
WHERE t.{xid} >= %(first)s AND t.{xid} < %(last)s
GROUP BY 1
"""
_COUNTS = """
SELECT width_bucket(t.{xid}, %(bounds)s::bigint[]), count(*) FROM {table} t
WHERE t.{xid} >= %(first)s AND t.{xid} < %(last)s
GROUP BY 1
"""


@dataclass(frozen=True)
class Table:
    """A table of evidence: its name, the column with the transaction number and the key that orders within one."""

    name: str
    xid: str
    key: str
    moment: str  # the column with the moment at which the database took the row; "" when the writer chose it
    lies_in: tuple[str, ...] = ()  # schema and name, where one of its partitions is meant and not the whole

    def columns(self) -> list[str]:
        """The columns it has now, in byte order."""
        return [name for (name,) in _rows(_COLUMNS, [self._relation])]

    def digests(self, columns: Mapping[str, str], bounds: Sequence[int]) -> dict[int, tuple[int, str]]:
        """{i: (rows, digest)} for the rows with `bounds[i] <= xid < bounds[i + 1]`, leaving out empty stretches.

        `columns`: {name in the digest: name in the table}, in the order of the digest. Call inside a transaction, after
        `fix_spelling`.
        """
        spelt = ", ".join(f"t.{_quote(now)} AS {_quote(name)}" for name, now in columns.items())
        found = _rows(self._fill(_DIGESTS, columns=spelt), {"bounds": bounds, "first": bounds[0], "last": bounds[-1]})
        return {place - 1: (rows, digest) for place, rows, digest in found}

    def counts(self, bounds: Sequence[int]) -> dict[int, int]:
        """{i: rows} as in `digests`."""
        within = {"bounds": bounds, "first": bounds[0], "last": bounds[-1]}
        return {place - 1: rows for place, rows in _rows(self._fill(_COUNTS), within)}

    def count_from(self, number: int) -> int:
        """How many rows have this number or a later one."""
        return _rows(self._fill("SELECT count(*) FROM {table} WHERE {xid} >= %s"), [number])[0][0]

    def number_after(self, rows: int, since: int, upto: int) -> int | None:
        """The number of the row that comes after so many of those with `since <= number < upto`; None where there are
        no more than these."""
        found = _rows(
            self._fill("SELECT {xid} FROM {table} WHERE {xid} >= %s AND {xid} < %s ORDER BY {xid} OFFSET %s LIMIT 1"),
            [since, upto, rows],
        )
        return found[0][0] if found else None

    def greatest_number(self) -> int:
        return _rows(self._fill("SELECT coalesce(max({xid}), 0) FROM {table}"))[0][0]

    def count_ahead(self) -> int:
        """How many rows claim a transaction that has not begun. Asked in one statement: between two, one may begin."""
        return _rows(self._fill("SELECT count(*) FROM {table} WHERE {xid} >= (SELECT audit_next())"))[0][0]

    def waiting(self, number: int, late: timedelta) -> int:
        """How many rows with this number or a later one are older than `late`."""
        if not self.moment:
            return 0
        return _rows(
            self._fill(
                "SELECT count(*) FROM {table} WHERE {xid} >= %s AND {moment} < clock_timestamp() - %s",
                moment=_quote(self.moment),
            ),
            [number, late],
        )[0][0]

    @property
    def _relation(self) -> str:
        return ".".join(_quote(name) for name in self.lies_in or (self.name,))

    def _fill(self, sql: str, **more: str) -> str:
        return sql.format(table=self._relation, xid=_quote(self.xid), key=_quote(self.key), **more)


def tables() -> list[Table]:
    """Every table whose rows carry a transaction number, by name: the access log, the kept history of every model,
    and what else is append-only and wants to be under seal."""
    found = [_table(model) for model in apps.get_models() if not model._meta.proxy]
    return sorted((table for table in found if table), key=lambda table: table.name)


def _table(model: type[Model]) -> Table | None:
    numbers = [field.column for field in model._meta.local_fields if isinstance(field.db_default, TransactionNumber)]
    if not numbers:
        return None
    stamped = [one for one in getattr(model._meta, "triggers", ()) if isinstance(one, Stamped)]
    return Table(model._meta.db_table, numbers[0], model._meta.pk.column, stamped[0].moment if stamped else "")


def fix_spelling() -> None:
    """Make this transaction spell rows in the one way digests are made of."""
    _rows(_SPELLING)


def _quote(name: str) -> str:
    return str(connection.ops.quote_name(name))


def _rows(sql: str, params: Any = None) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()
