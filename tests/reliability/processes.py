"""Emerald's own worker and beat, started as the launcher starts them, and killed as nobody should."""

import os
import signal
import subprocess
import sys
from contextlib import suppress

import psutil
from django.db import connection

from emerald.environment_setup import ROOT
from tests.patience import eventually


def environment(*, redis, mail, **more):
    """What the processes are given; the database is the test's own."""
    at = connection.settings_dict
    host = at["HOST"].replace("/", "%2F")
    port = f":{at['PORT']}" if at["PORT"] else ""
    password = f":{at['PASSWORD']}" if at["PASSWORD"] else ""
    return (
        os.environ
        | {
            "EMERALD_TESTS_OWN_DATABASE": "yes",
            "DATABASE_URL": f"postgres://{at['USER']}{password}@{host}{port}/{at['NAME']}",
            "REDIS_URL": redis.url,
            "EMAIL_URL": f"smtp://127.0.0.1:{mail.port}",
            "EMAIL_TIMEOUT": "1",
            "EMERALD_TICK_SECONDS": "1",
            "ASKED_AT": str(mail.http.server_port),
            "PYTHONPATH": str(ROOT),
        }
        | more
    )


class Processes:
    """As a context manager: whatever was started in it has ended when it is left."""

    def __init__(self, folder, given):
        self.folder, self.given, self.running, self.number = folder, given, [], 0

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for process in self.running:
            self.kill(process)

    def worker(self, processes=1):
        self.number += 1
        return self._start(
            "worker",
            "--hostname",
            f"w{self.number}@test",
            "--concurrency",
            processes,
            "--without-gossip",
            "--without-mingle",
            "--loglevel",
            "WARNING",
        )

    def beat(self):
        self.number += 1
        return self._start("beat", "--schedule", self.folder / f"beat-{self.number}", "--pidfile=")

    def _start(self, *arguments):
        with open(self.folder / "processes.log", "a") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "celery", "-A", "emerald.celery", *map(str, arguments)],
                cwd=ROOT,
                env=self.given,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self.running.append(process)
        return process

    def kill(self, process):
        """-9, its whole family at once: nobody gets to say goodbye."""
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def who_speaks_from(self, port):
        """The started process, or its child's, whose connection has this local port."""
        for process in self.running:
            with suppress(psutil.Error):
                parent = psutil.Process(process.pid)
                for one in (*parent.children(recursive=True), parent):
                    if any(at.laddr and at.laddr.port == port for at in one.net_connections("tcp")):
                        return process
        return None

    def words(self):
        return (self.folder / "processes.log").read_text()[-4000:]


def wait_until(true, *, seconds, processes):
    """Returns when `true()` is; fails with what the processes said when it is not in time."""
    eventually(true, seconds=seconds, say=lambda: f"not within {seconds} s:\n{processes.words()}")
