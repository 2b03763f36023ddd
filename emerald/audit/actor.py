"""Who acts. The database takes the actor of every row of evidence from here: of history and of the access log."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

import pghistory

from emerald.audit.column_limits import storable


class Person(Protocol):
    """What the evidence keeps of a user: accounts are a room further out."""

    pk: Any
    role: Any


# A user, or the name of a command or task.
Actor = Person | str


@contextmanager
def acting_as(actor: Actor, *, reason: str) -> Iterator[None]:
    """Write `actor` (a user, or the name of a command or task) and `reason` beside every change made inside.

    `reason` is kept as evidence for good: a sentence without names. Raises ValueError when either is empty.
    """
    if not actor or not reason.strip():
        raise ValueError("Say who acts and why.")
    with in_the_name_of(actor, reason=reason):
        yield


@contextmanager
def in_the_name_of(actor: Actor | None, **more: Any) -> Iterator[None]:
    """What is written inside is `actor`'s (a user, or the name of a command or task); afterwards whoever acted before
    does again. pghistory itself leaves what an inner block said with the outer one."""
    with pghistory.context() as context:
        before = dict(context.metadata)
        context.metadata.update(**who(actor), **more)
        try:
            yield
        finally:
            context.metadata.clear()
            context.metadata.update(before)


def who(actor: Actor | None) -> dict[str, Any]:
    """The part of a history row's context that names the actor; None is nobody, as before anybody signs in."""
    if actor is None:
        return {"actor": None, "role": ""}
    if isinstance(actor, str):
        return {"actor": storable(actor), "role": ""}
    return {"actor": actor.pk, "role": actor.role}
