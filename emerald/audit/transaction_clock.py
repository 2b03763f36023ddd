"""The audit clock: transaction numbers, which say what no time stamp can, namely that nothing older is still coming.

Rows get their number (a bigint) from the database function `audit_clock()`. Every row below `audit_settled()` is
committed or gone for good, so a batch of rows below it can be sealed. Why not ids or times: decisions/0003-evidence.
"""

from django.db import connection, models


class TransactionNumber(models.Func):
    """For `db_default`: the number of the transaction that wrote the row."""

    function = "audit_clock"
    arity = 0
    output_field = models.BigIntegerField()


# `ahead` is 0 until the data move to a database server whose own count is younger, for example from a backup.
FUNCTIONS = """
CREATE OR REPLACE FUNCTION audit_clock() RETURNS bigint LANGUAGE sql VOLATILE
    AS $$ SELECT pg_current_xact_id()::text::bigint + {ahead} $$;
CREATE OR REPLACE FUNCTION audit_settled() RETURNS bigint LANGUAGE sql VOLATILE
    AS $$ SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint + {ahead} $$;
CREATE OR REPLACE FUNCTION audit_next() RETURNS bigint LANGUAGE sql VOLATILE
    AS $$ SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint + {ahead} $$;
"""


def low_watermark() -> int:
    """Rows with a smaller number will never become more, nor fewer."""
    return _ask("audit_settled()")


def high_watermark() -> int:
    """No honest row has this number or a greater one."""
    return _ask("audit_next()")


def set_ahead(ahead: int) -> None:
    """Count from `ahead` more than the server does, and leave a row that says so.

    Needs the right to replace functions, as a migration does.
    """
    with connection.cursor() as cursor:
        cursor.execute(FUNCTIONS.format(ahead=int(ahead)))
        cursor.execute("INSERT INTO audit_clockmove (ahead) VALUES (%s)", [int(ahead)])


def how_far_ahead() -> int:
    """How far it was last set ahead, as kept; 0 when it never was. `verify_audit` holds the functions against it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('audit_clockmove')")
        if cursor.fetchone() == (None,):
            return 0
        cursor.execute("SELECT ahead FROM audit_clockmove ORDER BY id DESC LIMIT 1")
        kept = cursor.fetchone()
    return kept[0] if kept else 0


def _ask(question: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {question}")
        return cursor.fetchone()[0]
