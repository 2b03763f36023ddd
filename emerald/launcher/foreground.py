"""The commands that run one program in front of the person: the tests, the measurements, manage.py."""

import os
import subprocess
from datetime import datetime
from subprocess import Popen
from typing import Any

from emerald.env import Mode
from emerald.environment_setup import PYTHON, ROOT
from emerald.launcher import shifted_clock
from emerald.launcher.embedded import Servers, servers, servers_alone
from emerald.launcher.environment import child_environment
from emerald.launcher.signals import passed_on_to
from emerald.production import EMBEDDED

# What `run` and manage.py are, unless the person says otherwise; the tests are always tests.
MODE = os.environ.get("EMERALD_MODE") or "demonstration"
# The set of servers they use; another name gives a demonstration beside the first, with its own data.
SERVERS = os.environ.get("EMERALD_SERVERS") or "demonstration"


def refuse_embedded_in_production() -> None:
    """Before any server starts. The settings refuse as well, after it and in a log."""
    if MODE == Mode.PRODUCTION and not all(os.environ.get(name, "").strip() for name in ("DATABASE_URL", "REDIS_URL")):
        raise RuntimeError(EMBEDDED)


def test(arguments: list[str]) -> int:
    """On servers of its own, so that a test may do to them what it likes while somebody uses the demonstration."""
    moment, arguments = shifted_clock.taken_out(arguments)
    if moment:
        return test_at(moment, arguments)
    with servers_alone("test", durable=False) as given:
        return call("test", given, "-m", "pytest", *arguments)


def test_at(moment: datetime, arguments: list[str]) -> int:
    """The same with every clock moved. Servers a killed run left behind have its clock, so they are not taken over."""
    if os.environ.get("DATABASE_URL", "").strip() or os.environ.get("REDIS_URL", "").strip():
        raise RuntimeError(
            "--at moves the clocks of the servers that Emerald starts for itself; it cannot move those "
            "of DATABASE_URL or REDIS_URL. Unset both and start again."
        )
    ahead = shifted_clock.move_clock(moment)
    with servers_alone("test-at", durable=False, take_over=False) as given:
        shifted_clock.make_sure(given, ahead)
        return call("test", given, "-m", "pytest", *arguments)


def covered(arguments: list[str]) -> int:
    """The tests, and which lines of the code they ran: told at the end, and page by page in var/coverage. The floor
    holds for the whole run and not for a part of it."""
    part = ["--cov-fail-under=0"] if arguments else []
    return test(["--cov", "--cov-report=term:skip-covered", "--cov-report=html:var/coverage", *part, *arguments])


def bench(arguments: list[str]) -> int:
    """On servers that write to disk as in production: a write must cost what it costs. With a size every page of a
    council, else each part beside what it is held against."""
    of_pages = any(one.split("=")[0] == "--size" for one in arguments)
    program = ["tests.costs"] if of_pages else ["pytest", "tests/benchmarks", "-s"]
    with servers_alone("bench", durable=True) as given:
        return call("test", given, "-m", *program, *arguments)


def manage(arguments: list[str]) -> int:
    refuse_embedded_in_production()
    with servers(SERVERS) as given:
        return call(MODE, given, "manage.py", *arguments)


def call(mode: str, given: Servers, *arguments: Any) -> int:
    """The program's exit code. It inherits the servers' locks: were the launcher killed, its servers would stay."""
    child = start(mode, given, *arguments)
    with passed_on_to(child):
        code = child.wait()
    return code if code >= 0 else 128 - code


def start(mode: str, given: Servers, *arguments: Any, **more: Any) -> Popen[Any]:
    """The running program; `more` is what else `Popen` is to know."""
    environment = child_environment(mode, given)
    return subprocess.Popen([str(PYTHON), *arguments], cwd=ROOT, env=environment, pass_fds=given.locks, **more)
