"""Django's connection to PostgreSQL, which tells each transaction what holds in it before its first statement.

Everything is said for the transaction alone (`set_config(..., true)`): behind a pooler that gives each transaction
another session, nothing said here is ever heard by somebody else. A statement outside any transaction becomes one of
its own where there is something to say; a plain read outside, which waits for nobody, is left as it is.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.backends.base.base import NO_DB_ALIAS
from django.db.backends.postgresql import base
from django.db.backends.utils import CursorWrapper
from psycopg.pq import TransactionStatus

from emerald.database import advice, identity, process, standing
from emerald.database.identity import Identity


class Telling:
    """A cursor's wrapper that has the transaction told before it executes."""

    if TYPE_CHECKING:  # what it needs of the wrapper
        db: "DatabaseWrapper"

    def _execute(self, sql: str, params: Any, *ignored: Any) -> Any:
        with advice.of_statements(), self.db.told(sql):
            return super()._execute(sql, params, *ignored)  # type: ignore[misc]  # of the wrapper beside it

    def _executemany(self, sql: str, param_list: Any, *ignored: Any) -> Any:
        with advice.of_statements(), self.db.told(sql):
            return super()._executemany(sql, param_list, *ignored)  # type: ignore[misc]  # likewise


class Cursor(Telling, CursorWrapper):
    pass


class DebugCursor(Telling, base.CursorDebugWrapper):
    pass


FORGOTTEN = object()
# What a room does in each transaction just before it commits, with what it wrote; nothing of a transaction that fails.
before_commit: list[Callable[[], None]] = []
# Tables of which nothing done before a commit reads a row, and statements that write to no other: a transaction of them
# alone, as every page that is looked at adds to the access log, wrote nothing that matters to it.
of_no_concern: set[str] = set()
statements_of_no_concern: set[str] = set()
_WHOSE = re.compile(r'SELECT set_config\([^;"]*; ')  # put before whatever writes (pghistory)
_ADDS_ROWS = re.compile(r'INSERT INTO "(\w+)" \([^()]*\) (?:VALUES |SELECT \* FROM UNNEST\()')
COMMIT = "commit"


class DatabaseWrapper(base.DatabaseWrapper):
    if TYPE_CHECKING:  # not in the stubs
        Database: Any

    _told: Any = None  # the Identity this transaction was told
    _wrote = False  # whether it did more than read

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        with advice.of_connecting(self.Database.OperationalError):
            return super().get_new_connection(conn_params)

    def init_connection_state(self) -> None:
        super().init_connection_state()
        if self.alias != NO_DB_ALIAS and standing.must_own_nothing():
            self._refuse_owner()

    def _refuse_owner(self) -> None:
        try:
            with self.connection.cursor() as cursor:
                standing.refuse_owner(cursor)
        except standing.SignedInAsOwner:
            self.connection.close()
            self.connection = None  # or the next question would find it open
            raise

    def make_cursor(self, cursor: CursorWrapper) -> Cursor:
        return Cursor(cursor, self)

    def make_debug_cursor(self, cursor: CursorWrapper) -> DebugCursor:
        return DebugCursor(cursor, self)

    @contextmanager
    def told(self, sql: str) -> Iterator[None]:
        """Around a statement: its transaction knows for whom it is, and how long it may take."""
        state = self.connection.info.transaction_status
        if state == TransactionStatus.INERROR:
            yield  # nothing is heard any more before it is rolled back
            return
        self._wrote = self._wrote or may_write(sql)
        begins = state == TransactionStatus.IDLE
        if begins:
            self._told = None
        new = self._new(begins)
        if not new or (begins and self.connection.autocommit and is_plain_read(sql) and identity.now() is None):
            yield
        elif begins and self.connection.autocommit:
            with self.wrap_database_errors, self.connection.transaction():
                self._say(new)
                yield
        else:
            self._say(new)
            yield

    def _new(self, begins: bool) -> dict[str, str]:
        """What the transaction does not know yet."""
        new = process.limits() if begins else {}
        if (asks := identity.now()) != self._told:
            new |= values_of(asks)
        return new

    def _commit(self) -> None:
        """What is checked at the end, such as that a victim has a lead worker, is checked of every row."""
        if self.connection is not None and self._wrote and self._is_open():
            for act in before_commit:
                act()
        self._wrote = False
        if self.connection is not None and self._told and self._is_open():
            self._say({"emerald.act": COMMIT})
        super()._commit()  # type: ignore[misc]  # not in the stubs

    def _is_open(self) -> bool:
        return bool(self.connection.info.transaction_status == TransactionStatus.INTRANS)

    def _savepoint_rollback(self, sid: str) -> None:
        """What was said since then is forgotten; who it was before is not worth remembering."""
        super()._savepoint_rollback(sid)  # type: ignore[misc]  # not in the stubs
        self._told = FORGOTTEN

    def _say(self, values: dict[str, str]) -> None:
        """Below Django's own cursors: whoever counts or reads a page's statements does not see it."""
        said = ", ".join(["set_config(%s, %s, true)"] * len(values))
        with self.wrap_database_errors, self.connection.cursor() as cursor:
            cursor.execute(f"SELECT {said}", [part for pair in values.items() for part in pair])
        self._told = identity.now()


def values_of(asks: Identity | None) -> dict[str, str]:
    """{setting: value} by which the database knows who asks. Where nobody does any more and a role was taken on, it is
    given back; what its statements left to be checked at the end is checked as at a commit."""
    role, left = {}, identity.NOBODY
    if settings.DATABASE_ROLE:
        role, left = {"role": settings.DATABASE_ROLE if asks else "none"}, identity.Identity(act=COMMIT)
    asks = asks or left
    return {"emerald.user_id": str(asks.user or ""), "emerald.act": asks.act, **role}


def may_write(sql: Any) -> bool:
    """All but plain reads, what belongs to savepoints, and rows added where they are of no concern."""
    if not isinstance(sql, str):
        return True
    if is_plain_read(sql) or sql.startswith(("SAVEPOINT ", "RELEASE SAVEPOINT ")):
        return False
    whose = _WHOSE.match(sql)
    written = sql[whose.end() :] if whose else sql
    adds = _ADDS_ROWS.match(written)
    return written not in statements_of_no_concern and (adds is None or adds[1] not in of_no_concern)


def is_plain_read(sql: str) -> bool:
    """Not what begins with the actor, which is put before whatever writes (pghistory)."""
    return isinstance(sql, str) and sql.startswith("SELECT ") and not sql.startswith("SELECT set_config(")
