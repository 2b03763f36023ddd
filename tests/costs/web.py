"""Emerald's web process as in production on a council's database, and browsers that hear what each answer costs."""

import http.client
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
from django.conf import settings
from django.db import connection

from emerald.accounts.models import User
from emerald.accounts.second_factor import HAS_ONE
from tests.browsers import session_of
from tests.costs.counted import BACKEND, PROCESS, QUERIES, TELL_SCANS
from tests.costs.kept import council_of
from tests.database import connected_to
from tests.production.processes import HOST, environment, web
from tests.production.proxy import free_port

COOKIE = "__Host-emerald"  # of production
# Of tables with so many rows none is read from end to end for a page.
LARGE = 10_000
READ = """SELECT stat.relname, seq_tup_read FROM pg_stat_user_tables stat JOIN pg_class ON pg_class.oid = relid
    WHERE reltuples > %s"""


@dataclass(frozen=True)
class Cost:
    """Of one answer. `web` and `database`: milliseconds of processor; `waited`: of the clock. `size`: bytes."""

    status: int
    queries: int
    web: float
    database: float
    waited: float
    size: int

    @property
    def processor(self):
        return self.web + self.database


def processor_time(process):
    """Seconds that a process has worked, all its threads together, by the kernel's own clock of it."""
    return time.clock_gettime(~process << 3 | 2)


@dataclass
class Served:
    """A council's web process at `port`."""

    port: int
    about: dict
    database: str
    statistics: psycopg.Connection
    clocks: set = field(default_factory=set)  # the processes that may work for a page

    def __post_init__(self):
        self.link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=300)

    def signed_in(self, role):
        """What a browser of the person in this role sends along."""
        with connected_to(self.database):
            session = session_of(User.objects.get(pk=self.about["people"][role]), **{HAS_ONE: True})
        return {"Host": HOST, "X-Forwarded-Proto": "https", "Cookie": f"{COOKIE}={session}", "Accept-Encoding": "gzip"}

    def get(self, address, heads, *, tries=5):
        """The Cost of one answer. Asked again where a process took part that was not known before."""
        before, began = self._worked(), time.perf_counter()
        self.link.request("GET", address, headers=heads)
        answer = self.link.getresponse()
        size = len(answer.read())
        waited, after = time.perf_counter() - began, self._worked()
        process, backend = int(answer.headers[PROCESS]), int(answer.headers[BACKEND])
        worked = {one: after[one] - was for one, was in before.items() if one in after}
        if not {process, backend} - {0} <= worked.keys() and tries:
            self.clocks |= {process, backend} - {0}
            return self.get(address, heads, tries=tries - 1)
        in_web = worked.pop(process)
        queries = int(answer.headers[QUERIES])
        return Cost(answer.status, queries, in_web * 1e3, sum(worked.values()) * 1e3, waited * 1e3, size)

    def looked_into(self, address, heads):
        """(Cost, {large table: rows that were read from end to end}) of one answer."""
        before = self._read()
        cost = self.get(address, heads | {TELL_SCANS: "yes"})
        read = {table: rows - before[table] for table, rows in self._read().items()}
        return cost, {table: rows for table, rows in read.items() if rows > LARGE}

    def _worked(self):
        found = {}
        for one in list(self.clocks):
            try:
                found[one] = processor_time(one)
            except OSError:
                self.clocks.discard(one)
        return found

    def _read(self):
        return dict(self.statistics.execute(READ, [LARGE]).fetchall())


@contextmanager
def served(size):
    """The council of this size, as `Served`."""
    with council_of(size) as (database, files, about), TemporaryDirectory() as folder:
        port = free_port()
        with connected_to(database):
            given = environment(
                Path(folder),
                secret_key=settings.SECRET_KEY,
                second_step_keys=settings.SECOND_STEP_KEYS,
                facts_keys=settings.FACTS_KEYS,
                DJANGO_SETTINGS_MODULE="tests.costs.settings",
                FILES_ROOT=str(files),
            )
        at = connection.settings_dict
        where = {"host": at["HOST"], "port": at["PORT"] or None, "user": at["USER"], "password": at["PASSWORD"] or None}
        with web(Path(folder), port, given), psycopg.connect(**where, dbname=database, autocommit=True) as statistics:
            yield Served(port, about, database, statistics)
