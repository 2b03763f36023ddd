"""PostgreSQL and Redis without Docker and without installing either: for the demonstration and the tests only.

    with servers("demonstration") as given:
        given.environment   # DATABASE_URL, REDIS_URL, EMERALD_EMBEDDED as the child processes need them
        given.locks         # handles that a child should inherit, so that the servers outlive a killed launcher

DATABASE_URL and REDIS_URL, when set, each replace the embedded one.
"""

import contextlib
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from emerald.launcher import paths
from emerald.launcher.postgres import Postgres
from emerald.launcher.redis_server import Redis
from emerald.launcher.shared_server import first_free

# More test runs at once than anybody starts on purpose.
MOST_TEST_RUNS = 8


@dataclass
class Servers:
    """What `servers` and `servers_alone` give."""

    environment: dict[str, str] = field(default_factory=dict)
    locks: list[int] = field(default_factory=list)
    running: list[Postgres | Redis] = field(default_factory=list)


@contextlib.contextmanager
def servers(name: str, *, durable: bool = True, take_over: bool = True) -> Iterator[Servers]:
    """The set of servers called `name`, shared with every other program that asks for the same name.

    Unless they may `take_over`, servers found running are stopped first: ask so only where nobody else can use them.
    """
    given = Servers()
    with contextlib.ExitStack() as stack:
        kinds: dict[str, Callable[[], Postgres | Redis]] = {
            "DATABASE_URL": lambda: Postgres(name, durable=durable),
            "REDIS_URL": lambda: Redis.of(name),
        }
        for variable, embedded in kinds.items():
            if os.environ.get(variable, "").strip():
                continue
            server = embedded()
            server.take_over = take_over
            stack.enter_context(server)
            given.environment.update({variable: server.url, "EMERALD_EMBEDDED": "1"})
            given.locks.append(server.in_use)
            given.running.append(server)
        if "DATABASE_URL" in given.environment and not os.environ.get("AUDIT_SEAL_FILE"):
            # The seals belong to one database; another set's would not fit.
            given.environment["AUDIT_SEAL_FILE"] = str(paths.servers_folder(name) / "seals.jsonl")
        yield given


@contextlib.contextmanager
def servers_alone(name: str, *, durable: bool, take_over: bool = True) -> Iterator[Servers]:
    """A set of servers no other program uses: `name`, or `name-2` while another run has that one, and so on."""
    names = [name, *(f"{name}-{number}" for number in range(2, MOST_TEST_RUNS + 1))]
    with (
        first_free(map(paths.servers_folder, names)) as (folder, lock),
        servers(folder.name, durable=durable, take_over=take_over) as given,
    ):
        given.locks.append(lock)
        given.environment["EMERALD_TEST_RUN"] = folder.name  # what a run writes beside its servers is called after them
        yield given
