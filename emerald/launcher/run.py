"""`python3 -m emerald run`: the demonstration, from nothing to an address, until it is told to stop."""

import http
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterable
from typing import Any, NoReturn

from emerald.environment_setup import PYTHON, ROOT, VENV, digest, say, tail
from emerald.launcher import assets
from emerald.launcher.embedded import Servers, servers
from emerald.launcher.environment import at_work, child_environment
from emerald.launcher.foreground import MODE, SERVERS, refuse_embedded_in_production
from emerald.launcher.paths import servers_folder
from emerald.launcher.patience import wait_until
from emerald.launcher.port import record, refuse_busy
from emerald.launcher.postgres import APPLICATION
from emerald.launcher.processes import ChildProcesses, end_leftovers, log_of
from emerald.launcher.shared_server import SharedServer, locked

CELERY = (VENV / "bin" / "celery", "-A", "emerald.celery")


def run(port: int) -> NoReturn:
    """Returns only by an exception: StopRequested, or the sentence about what went wrong."""
    refuse_embedded_in_production()
    end_leftovers()
    refuse_busy(port)
    say("starting PostgreSQL and Redis")
    with servers(SERVERS) as given, assets.built_beside(given) as building:
        owner = child_environment(MODE, given) | {"EMERALD_ADDRESS": f"http://127.0.0.1:{port}"}
        with ChildProcesses(record(port).stem, SERVERS, at_work(owner, given), given.locks) as children:
            sign_ins = start(children, owner, given, port, building)
            print(f"\nEmerald is at http://127.0.0.1:{port}/\n\n{sign_ins}\nCtrl-C stops it.", flush=True)
            supervise(children, given.running)


def prepare(environment: dict[str, str], given: Servers) -> str:
    """The database up to date and the demonstration team in it; returns the sign-ins to print."""
    say("bringing the database up to date and loading the demonstration team")
    log = log_of("prepare", SERVERS)
    with open(log, "w") as file:
        done = subprocess.run(
            [PYTHON, "-m", "emerald.launcher.prepare", *([APPLICATION] if "DATABASE_URL" in given.environment else [])],
            cwd=ROOT,
            env=environment,
            text=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=file,
            check=False,
        )
    if done.returncode:
        raise RuntimeError(
            f"the database could not be brought up to date. The end of {log}:\n{tail(log)}\n"
            "If it holds nothing but the demonstration and this checkout's migrations were rewritten, "
            "start with a new one: EMERALD_SERVERS=fresh python3 -m emerald run"
        )
    return done.stdout


def start(children: ChildProcesses, owner: dict[str, str], given: Servers, port: int, building: Any) -> str:
    """Start the processes; returns the sign-ins. Where the tables are as they were, the web loads while they are looked
    at, which halves the wait; where a migration is new, it must wait. It takes the assets that are there when it
    starts. Worker and beat need nobody's patience."""
    folder = servers_folder(SERVERS)
    folder.mkdir(parents=True, exist_ok=True)
    stamp, tables = folder / "prepared", tables_wanted(owner)
    as_before = stamp.exists() and stamp.read_text() == tables
    if as_before:
        assets.finish(building)
        start_web(children, port)
    with locked(folder / "preparing"):  # two at once would both make the same tables
        sign_ins = prepare(owner, given)
    stamp.write_text(tables)
    if not as_before:
        assets.finish(building)
        start_web(children, port)
    wait_until(lambda: answers(port), "starting the web process", log=log_of("web", SERVERS), alive=children.check)
    children.start(
        "worker",
        *CELERY,
        "worker",
        "--hostname",
        f"{port}@%h",
        "--concurrency",
        2,
        "--loglevel",
        "INFO",
        "--without-gossip",
        "--without-mingle",
    )
    children.start("beat", *CELERY, "beat", "--schedule", folder / f"beat-{port}", "--pidfile=")
    return sign_ins


def tables_wanted(environment: dict[str, str]) -> str:
    """Changes with any migration, ours or a package's, and with the database."""
    migrations = sorted([*ROOT.glob("*/migrations/*.py"), *ROOT.glob("emerald/*/migrations/*.py")])
    return f"{digest(*migrations, ROOT / 'requirements.txt')} {environment['DATABASE_URL']}"


def start_web(children: ChildProcesses, port: int) -> None:
    # No access log: a search is in its addresses, and a search is a name.
    children.start(
        "web",
        VENV / "bin" / "gunicorn",
        "emerald.wsgi:application",
        "--bind",
        f"127.0.0.1:{port}",
        "--worker-class",
        "emerald.web_server.WholeRequests",
        "--workers",
        2,
        "--threads",
        4,
        "--preload",
        "--no-control-socket",
    )


def answers(port: int) -> bool:
    """Also when it answers that it is not well: its own page says why. A program that fails to load answers 500."""
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/health/", timeout=5).close()
    except urllib.error.HTTPError as answer:
        if answer.code == http.HTTPStatus.INTERNAL_SERVER_ERROR:
            raise RuntimeError(f"the web process has an error. It is in {log_of('web', SERVERS)}.") from None
        return True
    except OSError:
        return False
    return True


def supervise(children: ChildProcesses, running: Iterable[SharedServer]) -> NoReturn:
    """For ever, or until a child or a server has gone."""
    while True:
        children.check()
        for server in running:
            if not server.is_running():
                raise RuntimeError(
                    f"{type(server).__name__} ended by itself. Its last words are in {server.log}. "
                    "Emerald has been stopped; start it again."
                )
        time.sleep(0.5)
