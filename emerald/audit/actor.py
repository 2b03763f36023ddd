"""Who acts, where there is no request."""

from contextlib import contextmanager

import pghistory


@contextmanager
def acting_as(actor, *, reason):
    """Write `actor` (a user, or the name of a command or task) and `reason` beside every change made inside.

    `reason` is kept as evidence for good: a sentence without names. Raises ValueError when either is empty.
    """
    if not actor or not reason.strip():
        raise ValueError("Say who acts and why.")
    with pghistory.context(**who(actor), reason=reason):
        yield


def who(actor):
    """The part of a history row's context that names the actor."""
    if isinstance(actor, str):
        return {"actor": actor, "role": ""}
    return {"actor": actor.pk, "role": actor.role}
