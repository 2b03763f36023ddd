"""What to do when the database does not take a connection, or has no room: a sentence for the log of every process.

PostgreSQL's own words would say it too, and with them the name of a role, an address or a row. None is quoted.
"""

import logging
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError

from emerald.database.failures import Failure, why

log = logging.getLogger(__name__)
AGAIN_AFTER = 60  # seconds: once in so long, however many pages were asked for
BY_ITSELF = "Emerald goes on by itself as soon as it answers; nothing needs to be started again."
FULL = (
    "The database has no room left on its disk, and nothing can be recorded. Make room there; "
    "nothing needs to be started again."
)
# What PostgreSQL says in English, and the system below it; the first that fits counts.
_SAID = (
    (
        r"password authentication failed|no password supplied",
        "The database does not take the password in DATABASE_URL. Put the right one there; in it write % as %25.",
    ),
    (r'role ".*" does not exist', "The database has no role of the name in DATABASE_URL. Put the right one there."),
    (
        r'database ".*" does not exist',
        "The database server has no database of the name in DATABASE_URL. Put the right one there.",
    ),
    (
        r"no pg_hba\.conf entry|pg_hba\.conf rejects",
        "The database server does not let this machine in as the role in DATABASE_URL: its pg_hba.conf must.",
    ),
    (
        r"certificate|SSL (error|connection|was)|support SSL|sslmode",
        "The connection to the database cannot be encrypted as DATABASE_URL asks: the server’s certificate is over, is "
        "not of its name, or is of an authority this machine does not trust. Have it renewed.",
    ),
    (
        r"too many clients|remaining connection slots|too many connections",
        "The database takes no more connections. Raise its max_connections, or lower WEB_CONCURRENCY.",
    ),
    (r"starting up|shutting down|recovery mode", f"The database is starting or stopping. {BY_ITSELF}"),
    (
        r"translate host name|Name or service not known|[Nn]o address associated|name resolution|nodename nor",
        "The name of the server in DATABASE_URL is not known. Check it, and the DNS.",
    ),
    (
        r"[Tt]imeout|timed out|No route|unreachable",
        f"The database did not answer in time. Look at it, and at the firewall on the way. {BY_ITSELF}",
    ),
    (
        r"refused|No such file",
        "Nothing listens where DATABASE_URL says that the database is. Start it, or put host and port right. "
        f"{BY_ITSELF}",
    ),
)
_said_at: dict[str, float] = {}  # by `time.monotonic`


def advice(error: Exception) -> str:
    """The sentence for an error that came instead of a connection."""
    words = str(error)
    for pattern, sentence in _SAID:
        if re.search(pattern, words):
            return sentence
    return f"The database does not answer. Is it up, and does DATABASE_URL name it as it should? {BY_ITSELF}"


@contextmanager
def of_connecting(failure: type[Exception]) -> Iterator[None]:
    """Around what connects; `failure`: the driver's own class of what goes wrong then."""
    try:
        yield
    except failure as error:
        tell(advice(error))
        raise


@contextmanager
def of_statements() -> Iterator[None]:
    """Around a statement: where it fails for want of room. Of anything else whoever asked for it tells."""
    try:
        yield
    except OperationalError as error:
        if why(error) == Failure.FULL:
            tell(FULL)
        raise


def tell(sentence: str) -> None:
    """Into the log, once in AGAIN_AFTER."""
    now = time.monotonic()
    if now - _said_at.get(sentence, float("-inf")) > AGAIN_AFTER:
        _said_at[sentence] = now
        log.error("%s", sentence)
