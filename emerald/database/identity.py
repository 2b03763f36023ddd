"""For whom the database is asked: a person, or an act of Emerald's own with a name. It is said to each transaction, and
policies (`emerald.database.row_policies`) decide by it which rows there are. Where nothing was said there are none.

A request says it where the access log learns who asks, a task and a command where they begin. What a person may not see
and Emerald must, such as whether a child is known already, is asked in a block that says so:

    with acting_as_emerald("same child"):
        ...

The queries must be made inside: a queryset that is read later is read as the person again.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace

from emerald.database.acts import ACTS


@dataclass(frozen=True)
class Identity:
    """`user`: the key of an account, or None. `act`: the name of an act (`emerald.database.acts`), or empty."""

    user: int | None = None
    act: str = ""


NOBODY = Identity()
_now: ContextVar[Identity | None] = ContextVar("identity", default=None)


def now() -> Identity | None:
    """None where nobody said anything: a process that has not begun to work, or a test that makes its people."""
    return _now.get()


@contextmanager
def asking_as(identity: Identity | None) -> Iterator[None]:
    token = _now.set(identity)
    try:
        yield
    finally:
        _now.reset(token)


def asking_for(user: int | None) -> AbstractContextManager[None]:
    """For this account, or for nobody before anybody signs in."""
    return asking_as(Identity(user=user))


@contextmanager
def acting_as_emerald(act: str) -> Iterator[None]:
    """What is asked inside is asked for an act of Emerald's own; afterwards for whom it was before. Also a decorator.

    Raises KeyError for an act that is not in the table of acts. Where nobody said anything nothing is said here either.
    """
    ACTS[act]
    before = now()
    with asking_as(before and replace(before, act=act)):
        yield


def begin(act: str) -> None:
    """This process, or this task of a worker, is that act from now on. One that is not in the table sees nothing."""
    _now.set(Identity(act=act))


def end() -> None:
    """Nobody asks any more."""
    _now.set(None)
