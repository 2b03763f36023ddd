"""Which kind of process this is, and so how long it may keep the database, and others in it, waiting.

A page that waits for a minute is worse than one that says so after seconds; a night's work may take its time; and a
migration is never stopped half-way. The numbers are the setting DATABASE_LIMITS.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from typing import Any

from django.conf import settings

from emerald.database import identity


class Kind(StrEnum):
    """The processes that work with the tables; `OWNER` changes them, and has no limits."""

    WEB = "web"
    WORKER = "worker"
    COMMAND = "command"
    OWNER = "owner"


# What `manage.py` is given by whoever owns the tables and is above their policies, since a copy must be whole; `check`
# is asked by everybody.
OWNERS_COMMANDS = frozenset(
    {
        "migrate",
        "createcachetable",
        "grant_application",
        "grant_reporting",
        "back_up",
        "restore",
        "archive_year",
        "bring_back_year",
        "makemigrations",
        "start_record",
    }
)
CHECK = "check"
_this = {"kind": Kind.OWNER}


def this_is(kind: Kind) -> None:
    """Said once, where a process begins. One that says nothing, such as the tests, has no limits."""
    _this["kind"] = kind


def this_is_command(arguments: Sequence[str]) -> None:
    """The same for `manage.py` (its `sys.argv`)."""
    name = arguments[1] if len(arguments) > 1 else ""
    this_is(Kind.OWNER if name in {*OWNERS_COMMANDS, CHECK} else Kind.COMMAND)
    if name not in OWNERS_COMMANDS:
        identity.begin(f"command {name}")


def kind() -> Kind:
    return _this["kind"]


# A statement that PostgreSQL thinks dear it first compiles, each time anew. With arrays of rights and policies it
# thinks many dear that are not, and compiling them takes longer than running them.
NO_COMPILING = {"jit": "off"}


def limits() -> dict[str, str]:
    """{PostgreSQL's setting: its value} for a transaction of this process; empty where there are none."""
    seconds = settings.DATABASE_LIMITS.get(kind())
    if seconds is None:
        return {}
    names = ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")
    return {name: f"{round(each * 1000)}ms" for name, each in zip(names, seconds, strict=True)} | NO_COMPILING


@contextmanager
def working_as(other: Any) -> Iterator[None]:
    """This process is of another kind for a while: for tests."""
    before = kind()
    this_is(other)
    try:
        yield
    finally:
        this_is(before)
