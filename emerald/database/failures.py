"""Why the database did not answer, as far as the person at a page can act on it."""

from enum import StrEnum

from django.db import InterfaceError, OperationalError

_LOCK_NOT_AVAILABLE, _DEADLOCK = "55P03", "40P01"
_CANCELLED = "57014"
_DISK_FULL = "53100"


class Failure(StrEnum):
    """`HELD`: somebody else holds what was to be changed. `SLOW`: it took longer than a page may. `FULL`: the database
    has no room to write. `AWAY`: no answer."""

    HELD = "held"
    SLOW = "slow"
    FULL = "full"
    AWAY = "away"


def why(error: OperationalError | BaseException | None) -> Failure | None:
    """The Failure behind an exception of Django's, or None where it is no such thing."""
    if isinstance(error, InterfaceError):
        return Failure.AWAY
    if not isinstance(error, OperationalError):
        return None
    state = getattr(error.__cause__, "sqlstate", None)
    if state in {_LOCK_NOT_AVAILABLE, _DEADLOCK}:
        return Failure.HELD
    if state == _CANCELLED:
        return Failure.SLOW
    if state == _DISK_FULL:
        return Failure.FULL
    # Without a state nothing was answered at all; 08 is a broken connection, 57P a server that stops or starts, and
    # 53300 one that takes in nobody more. 25P03: a transaction that stood idle for too long was ended.
    if state is None or state.startswith(("08", "57P", "53300", "25P03")):
        return Failure.AWAY
    return None
