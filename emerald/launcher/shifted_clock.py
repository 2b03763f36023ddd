"""`python3 -m emerald test --at MOMENT`: everything the tests start runs with its clock at another moment.

PostgreSQL, Redis, Python, Celery and the browser all ask the C library for the time. A small library, made here from
`clock_moved.c` and loaded into each of them, adds the same number of seconds to every answer: the clock goes on from
MOMENT, the same in all processes. The launcher itself and the set-up keep the real time. Why not libfaketime: see
`emerald/decisions/0026-any-day.md`.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import psycopg

from emerald.environment_setup import PYTHON, VAR, digest
from emerald.launcher import paths
from emerald.launcher.embedded import Servers
from emerald.launcher.postgres import Postgres

LONDON = ZoneInfo("Europe/London")
SOURCE = Path(__file__).with_name("clock_moved.c")
WHERE_TO_GET_IT = "--at needs a C compiler. On Debian and Ubuntu: apt-get install gcc libc6-dev"
HOW_TO_SAY_IT = (
    'say the moment as "2028-02-29 12:00", on the clock in London, or with the hours from UTC, as in '
    '"2027-10-31 01:30+00:00"'
)
AHEAD = "EMERALD_CLOCK_AHEAD"  # seconds; read by the library as a program begins
NEAR_ENOUGH = 30  # seconds between two clocks that are asked one after the other on a busy machine


def taken_out(arguments: list[str]) -> tuple[datetime, list[str]] | tuple[None, list[str]]:
    """(the moment asked for with `--at` or None, the other arguments)."""
    for place, argument in enumerate(arguments):
        name, equals, said = argument.partition("=")
        if name == "--at":
            after = arguments[place + 1 :]
            said, after = (said, after) if equals else ("".join(after[:1]), after[1:])
            return moment(said), [*arguments[:place], *after]
    return None, arguments


def moment(said: str) -> datetime:
    """The moment somebody wrote, aware; raises RuntimeError in a sentence where it is none, or is two."""
    try:
        read = datetime.fromisoformat(said.strip())
    except ValueError:
        raise RuntimeError(f"'{said}' is not a moment: {HOW_TO_SAY_IT}.") from None
    if read.tzinfo:
        return read
    first, second = read.replace(tzinfo=LONDON), read.replace(tzinfo=LONDON, fold=1)
    off, then_off = first.utcoffset() or timedelta(), second.utcoffset() or timedelta()
    if off != then_off:
        there_is = "comes twice that night" if off > then_off else "does not exist that night"
        raise RuntimeError(f"{read:%H:%M} {there_is}, because the clocks change: {HOW_TO_SAY_IT}.")
    return first


def move_clock(to: datetime) -> int:
    """From now on whatever this process starts has its clock moved so that it is `to` now. Returns by how many seconds
    those clocks differ from this process's own."""
    ahead = round(to.timestamp() - time.time())
    moved_already = int(os.environ.get(AHEAD) or 0)  # a run within such a run
    before = os.environ.get("LD_PRELOAD") if not moved_already else None
    os.environ.update(
        {"LD_PRELOAD": " ".join(filter(None, [str(_library()), before])), AHEAD: str(moved_already + ahead)}
    )
    return ahead


def _library() -> Path:
    """The library, made when its source is new. It lies where PostgreSQL's user can read it."""
    if not sys.platform.startswith("linux"):
        raise RuntimeError("--at moves clocks in the way of Linux. On another system, start it in a container.")
    made = (paths.root_home() if paths.as_root() else VAR) / f"clock-moved-{digest(SOURCE)[:12]}.so"
    if not made.exists():
        compiler = shutil.which("cc") or shutil.which("gcc")
        if not compiler:
            raise RuntimeError(f"{WHERE_TO_GET_IT}.")
        with tempfile.TemporaryDirectory(dir=made.parent) as folder:
            making = Path(folder) / "made.so"
            done = subprocess.run(
                [compiler, "-shared", "-fPIC", "-O2", "-o", making, SOURCE, "-ldl"],
                check=False,
                capture_output=True,
                text=True,
            )
            if done.returncode:
                raise RuntimeError(f"{WHERE_TO_GET_IT}. It said: {done.stderr.strip()}")
            making.chmod(0o755)
            making.replace(made)
    return made


def make_sure(servers: Servers, ahead: int) -> None:
    """Ask every clock of the run; raises RuntimeError in a sentence when one did not move."""
    for name, asked in _clocks(servers):
        off = asked - (time.time() + ahead)
        if abs(off) > NEAR_ENOUGH:
            raise RuntimeError(
                f"the clock of {name} did not move: it stands {round(off)} seconds off. Does this "
                "machine let programs load a library of their own (LD_PRELOAD)?"
            )
    began = datetime.fromtimestamp(time.time() + ahead, UTC).astimezone(LONDON)
    print(f"Emerald: the clocks of this run began at {began:%A %-d %B %Y, %H:%M:%S %Z}", flush=True)


def _clocks(servers: Servers) -> Iterator[tuple[str, float]]:
    told = subprocess.run(
        [str(PYTHON), "-c", "import time; print(time.time())"], check=True, capture_output=True, text=True
    )
    yield "Python", float(told.stdout)
    for server in servers.running:
        if isinstance(server, Postgres):
            with psycopg.connect(server.url, autocommit=True) as connection:
                for (now,) in connection.execute("SELECT extract(epoch FROM clock_timestamp())::float8"):
                    yield "PostgreSQL", now
        else:
            with server.client() as client:
                yield "Redis", float(client.time()[0])
