"""The processes that `run` keeps going, and what is known about them should the launcher be killed."""

import contextlib
import json
import os
import subprocess
from pathlib import Path
from typing import Any

import psutil

from emerald.environment_setup import LOGS, ROOT
from emerald.launcher.port import RECORDS
from emerald.launcher.shared_server import alive

PATIENCE_SECONDS = 15
LONGEST_LOG = 1_000_000


def log_of(name: str, servers: str) -> Path:
    """A process's log; one demonstration beside another has its own. A long one is put aside, and one aside is kept."""
    log = LOGS / (f"{name}.log" if servers == "demonstration" else f"{name}-{servers}.log")
    if log.exists() and log.stat().st_size > LONGEST_LOG:
        log.replace(log.with_suffix(".log.1"))
    return log


class ChildEnded(RuntimeError):
    """A process that should run for ever ended."""


class ChildProcesses:
    """As a context manager: whatever was started in it has ended when it is left."""

    def __init__(self, name: str, servers: str, environment: dict[str, str], locks: list[int]) -> None:
        self.record = RECORDS / f"{name}.json"
        self.servers = servers
        self.environment = environment
        self.locks = locks
        self.running: dict[str, subprocess.Popen[bytes]] = {}

    def __enter__(self) -> "ChildProcesses":
        RECORDS.mkdir(parents=True, exist_ok=True)
        return self

    def __exit__(self, *_: Any) -> None:
        end([psutil.Process(child.pid) for child in self.running.values() if child.poll() is None])
        for child in self.running.values():
            child.wait()
        self.record.unlink(missing_ok=True)

    def start(self, name: str, *command: Any) -> None:
        """Its own session, so that Ctrl-C in the terminal reaches the launcher only, which stops all in order."""
        with open(log_of(name, self.servers), "a") as log:
            self.running[name] = subprocess.Popen(
                [str(part) for part in command],
                cwd=ROOT,
                env=self.environment,
                pass_fds=self.locks,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        identities = [_identity(os.getpid()), *(_identity(child.pid) for child in self.running.values())]
        self.record.write_text(json.dumps([each for each in identities if each]))

    def check(self) -> None:
        """Raises ChildEnded in a sentence when one of them has ended."""
        for name, child in self.running.items():
            if child.poll() is not None:
                raise ChildEnded(
                    f"the {name} process ended by itself (exit code {child.returncode}). Its last words "
                    f"are in {log_of(name, self.servers)}. Emerald has been stopped; start it again."
                )


def end_leftovers() -> None:
    """End the children of every launcher that was killed before it could."""
    for record in RECORDS.glob("*.json"):
        launcher, *children = json.loads(record.read_text()) or [None]
        if _alive(launcher):
            continue
        end([psutil.Process(child["pid"]) for child in filter(_alive, children)])
        record.unlink(missing_ok=True)


def _identity(pid: int) -> dict[str, Any] | None:
    """A process id alone may be somebody else's tomorrow; with its time of birth it is not."""
    with contextlib.suppress(psutil.Error):
        return {"pid": pid, "born": psutil.Process(pid).create_time()}
    return None


def _alive(identity: Any) -> bool:
    with contextlib.suppress(psutil.Error, TypeError):
        process = psutil.Process(identity["pid"])
        return alive(process.pid) and abs(process.create_time() - identity["born"]) < 1
    return False


def end(processes: list[psutil.Process]) -> None:
    """Ask, wait, insist: the processes and everything they started."""
    family = []
    for process in processes:
        with contextlib.suppress(psutil.NoSuchProcess):
            family += [process, *process.children(recursive=True)]
            process.terminate()
    _, living = psutil.wait_procs(family, timeout=PATIENCE_SECONDS)
    for each in living:
        with contextlib.suppress(psutil.NoSuchProcess):
            each.kill()
