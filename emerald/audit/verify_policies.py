"""Are the policies on rows the ones the code has? One too many hides evidence from those who are to see it, and one
that was made wider shows a child to somebody who has no business seeing them.
"""

from collections.abc import Iterator
from typing import Any

from django.db import DatabaseError, connection, transaction

from emerald.audit.reporting_role import COLUMNS, COUNTS
from emerald.database.row_policies import NAME, RowPolicy, policies

_STANDING = """
SELECT c.relname, c.relrowsecurity, c.relforcerowsecurity, p.polname, p.polpermissive AND p.polcmd = '*'
           AND p.polroles = '{0}' AND pg_get_expr(p.polwithcheck, p.polrelid) = 'true',
       pg_get_expr(p.polqual, p.polrelid),
       CASE WHEN p.polname = %s AND p.polcmd = 'r' AND cardinality(p.polroles) = 1 AND p.polroles[1] <> 0
            THEN NOT has_table_privilege(p.polroles[1], c.oid, 'SELECT') ELSE false END
FROM pg_class c LEFT JOIN pg_policy p ON p.polrelid = c.oid
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') ORDER BY 1, 4
"""


def check_policies() -> Iterator[str]:
    """Sentences. Where no table has a policy, because nobody works there as a role that owns nothing, all is well."""
    with connection.cursor() as cursor:
        cursor.execute(_STANDING, [COUNTS])
        rows = cursor.fetchall()
    if not any(is_on or policy for _, is_on, _, policy, *_ in rows):
        return
    wanted, found = policies(), dict[str, tuple[bool, bool, dict[str, Any]]]()
    for table, is_on, forced, policy, plain, condition, counts in rows:
        there = found.setdefault(table, (is_on, forced, {}))
        if policy and not (counts and table in COLUMNS):
            there[2][policy] = (plain, condition)
    for table, (is_on, forced, kept) in found.items():
        yield from _of(table, wanted.get(table), is_on, forced, kept)


def _of(table: str, wanted: RowPolicy | None, is_on: bool, forced: bool, there: dict[str, Any]) -> Iterator[str]:
    if not wanted:
        if is_on or there:
            yield f"The table {table} hides rows by a policy."
        return
    for name in sorted(there.keys() - {NAME}):
        yield f"The policy {name} of {table} is not one of Emerald's."
    if NAME not in there:
        yield f"The table {table} has no policy: every row is shown to whoever asks."
    elif not is_on or forced:
        yield f"The policy of {table} is not as it should be: it is switched off, or holds for the owner as well."
    elif there[NAME] != (True, _as_written(wanted)):
        yield f"The policy of {table} is not the one the code has."


def _as_written(policy: RowPolicy) -> str | None:
    """The condition as PostgreSQL writes it: it is told it, on a temporary table of the same name and columns."""
    table = connection.ops.quote_name(policy.table)
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"CREATE TEMPORARY TABLE {table} ON COMMIT DROP AS SELECT * FROM public.{table} LIMIT 0")  # noqa: S608  our own names
            cursor.execute(f"CREATE POLICY asked ON pg_temp.{table} USING {policy.condition}")
            cursor.execute(
                "SELECT pg_get_expr(polqual, polrelid) FROM pg_policy WHERE polrelid = %s::regclass",
                [f"pg_temp.{table}"],
            )
            (written,) = cursor.fetchone()
            transaction.set_rollback(True)
    except DatabaseError:
        return None  # a column it speaks of is gone
    return str(written)
