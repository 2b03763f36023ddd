"""One embedded server shared by any number of programs, counted by the kernel.

Every program that uses a server holds a shared lock on its `in-use` file. The last one to leave finds that it can
have the lock alone, and stops the server. A killed program's lock is let go by the kernel, so no count can go stale;
a server left behind by a killed last user is found answering, and taken over, by the next.
"""

import contextlib
import fcntl
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import psutil

from emerald.launcher.patience import wait_until


class SharedServer:
    """A server as a context manager. A subclass says how it `answers`, `launch`es and `halt`s, and its `pid`."""

    if TYPE_CHECKING:  # what a subclass says
        log: Path

        @property
        def url(self) -> str: ...
        def answers(self) -> bool: ...
        def launch(self) -> None: ...
        def halt(self) -> None: ...
        def pid(self) -> int | None: ...

    in_use: int  # the lock, while it is entered
    take_over = True  # whether one found answering will do

    def __init__(self, folder: Path) -> None:
        self.folder = Path(folder)

    def __enter__(self) -> Self:
        self.folder.mkdir(parents=True, exist_ok=True)
        with locked(self.folder / "starting"):
            self.in_use = _open(self.folder / "in-use")
            fcntl.flock(self.in_use, fcntl.LOCK_SH)
            try:
                if not self.take_over and self.is_running():
                    self._stop()
                if not self.answers():
                    self.launch()
            except BaseException:
                os.close(self.in_use)
                raise
        return self

    def __exit__(self, *_: Any) -> None:
        with locked(self.folder / "starting"):
            alone = _try_alone(self.in_use)
            try:
                if alone and self.is_running():
                    self._stop()
            finally:
                os.close(self.in_use)

    def is_running(self) -> bool:
        pid = self.pid()
        return pid is not None and alive(pid)

    def _stop(self) -> None:
        """Asks it to stop, and returns when it has."""
        pid = self.pid()
        self.halt()
        if pid:
            wait_until(lambda: not alive(pid), f"stopping {type(self).__name__} (process {pid})", log=self.log)


def alive(pid: int) -> bool:
    """Whether the process runs. One that has ended but whom nobody has buried does not."""
    try:
        return bool(psutil.Process(pid).status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the file's lock alone, waiting for it."""
    handle = _open(path)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


@contextlib.contextmanager
def first_free(folders: Iterable[Path]) -> Iterator[tuple[Path, int]]:
    """Yields (folder, lock handle) for the first of the folders that no living program has taken."""
    for folder in folders:
        folder.mkdir(parents=True, exist_ok=True)
        handle = _open(folder / "taken")
        if _try_alone(handle):
            try:
                yield folder, handle
            finally:
                os.close(handle)
            return
        os.close(handle)
    raise RuntimeError("Too many test runs at once in this checkout. Wait for one to end.")


def _open(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)


def _try_alone(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
