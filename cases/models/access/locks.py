"""Who waits for whom while rights on cases change.

Which rights there are follows from facts about one child (who works the cases, whom the record is restricted to, which
officer was admitted) and from facts about people (role and teams). So there are two locks, held until the commit:

- of each child one, held by whoever changes a fact about that child, or reads them to make rows of them;
- one of everybody, shared by all of those and held alone by whoever changes a fact about a person, which may concern
  any child.

Nobody can wait for somebody who waits for them, because each takes what it takes in one order: its share of everybody's
lock before anything else (`changes_rights`), then the rows its verb changes, then the children, all at once and sorted.
A verb that joins several children therefore names them all the first time (`hold_children`).
"""

from collections.abc import Callable, Collection, Sequence
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import connection, transaction

# Advisory locks of two numbers: what it is a lock of, and which one.
OF_EVERYBODY, OF_A_CHILD = 0x456D6501, 0x456D6502
# PostgreSQL keeps locks in a table of fixed size that everybody shares (6,400 as it comes). Whoever changes more
# children than these in one transaction holds everybody's lock instead.
MOST = 500

_SHARE = "SELECT pg_advisory_xact_lock_shared(%s, 0)"
_ALONE = "SELECT pg_advisory_xact_lock(%s, 0)"
_CHILDREN = "SELECT pg_advisory_xact_lock_shared(%s, 0), pg_advisory_xact_lock(%s, key) FROM unnest(%s::int[]) key"

Asked = ParamSpec("Asked")
Returned = TypeVar("Returned")


def changes_rights(verb: Callable[Asked, Returned]) -> Callable[Asked, Returned]:
    """For a verb that makes or ends a connection, in the place of `transaction.atomic`: before it locks any row it has
    its share of everybody's lock, so that whoever holds that lock alone waits for no row of theirs."""

    @wraps(verb)
    def changing(*args: Asked.args, **options: Asked.kwargs) -> Returned:
        with transaction.atomic():
            share()
            return verb(*args, **options)

    return changing


def share() -> None:
    """Wait until nobody holds everybody's lock alone, and let nobody do so before this transaction is over."""
    _execute(_SHARE, [OF_EVERYBODY])


def hold_everybody() -> None:
    """Wait until nobody is changing rights anywhere, and let nobody do so before this transaction is over. To be called
    before the transaction shares the lock, or two who share it would wait for each other."""
    _execute(_ALONE, [OF_EVERYBODY])


def hold_children(children: Collection[int]) -> None:
    """Wait until nobody is changing the rights on the cases of these children (keys), and let nobody do so before this
    transaction is over; what they did is read by the next statement. Needs READ COMMITTED.

    All the children of a transaction at once: whoever adds others later may meet somebody who does so the other way
    round.
    """
    if len(children) > MOST:
        hold_everybody()
    else:
        _execute(_CHILDREN, [OF_EVERYBODY, OF_A_CHILD, sorted({key % 2**31 for key in children})])


def _execute(sql: str, values: Sequence[int | list[int]]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
