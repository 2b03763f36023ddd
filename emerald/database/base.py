"""Django's connection to PostgreSQL, which tells each transaction what holds in it before its first statement.

Everything is said for the transaction alone (`set_config(..., true)`): behind a pooler that gives each transaction
another session, nothing said here is ever heard by somebody else. A statement outside any transaction becomes one of
its own where there is something to say; a plain read outside, which waits for nobody, is left as it is.
"""

from contextlib import contextmanager

from django.db.backends.postgresql import base
from django.db.backends.utils import CursorWrapper
from psycopg.pq import TransactionStatus

from emerald.database import process


class Telling:
    """A cursor's wrapper that has the transaction told before it executes."""

    def _execute(self, sql, params, *ignored):
        with self.db.told(sql):
            return super()._execute(sql, params, *ignored)

    def _executemany(self, sql, param_list, *ignored):
        with self.db.told(sql):
            return super()._executemany(sql, param_list, *ignored)


class Cursor(Telling, CursorWrapper):
    pass


class DebugCursor(Telling, base.CursorDebugWrapper):
    pass


class DatabaseWrapper(base.DatabaseWrapper):
    def make_cursor(self, cursor):
        return Cursor(cursor, self)

    def make_debug_cursor(self, cursor):
        return DebugCursor(cursor, self)

    @contextmanager
    def told(self, sql):
        """Around a statement: its transaction knows what this process has to say to it."""
        limits = process.limits()
        begins = limits and self.connection.info.transaction_status == TransactionStatus.IDLE
        if not begins or (self.connection.autocommit and is_plain_read(sql)):
            yield
        elif self.connection.autocommit:
            with self.wrap_database_errors, self.connection.transaction():
                self._say(limits)
                yield
        else:
            self._say(limits)
            yield

    def _say(self, values):
        """Below Django's own cursors: whoever counts or reads a page's statements does not see it."""
        said = ", ".join(["set_config(%s, %s, true)"] * len(values))
        with self.wrap_database_errors, self.connection.cursor() as cursor:
            cursor.execute(f"SELECT {said}", [part for pair in values.items() for part in pair])


def is_plain_read(sql):
    """Not what begins with the actor, which is put before whatever writes (pghistory)."""
    return isinstance(sql, str) and sql.startswith("SELECT ") and not sql.startswith("SELECT set_config(")
