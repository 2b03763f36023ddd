"""Waiting for what was started. As long as it lives it is waited for, because a busy machine may take minutes over what
takes a quiet one a second; and whoever waits is told so."""

import contextlib
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from subprocess import Popen
from typing import Any

from emerald.environment_setup import say

SAY_AFTER = 30  # seconds, and so many again before it is said once more
LONGEST = 20 * 60  # seconds: what lives and still does not answer then is no slow start


class Patience:
    """Asked again and again: says that it takes long when it does; raises RuntimeError when it took too long."""

    def __init__(self, what: str, log: Path) -> None:
        self.what, self.log = what, log
        self.began = self.said = time.monotonic()

    def hold(self) -> None:
        now = time.monotonic()
        if now - self.began > LONGEST:
            raise RuntimeError(
                f"{self.what} took more than {LONGEST // 60} minutes. Its words are in {self.log}. "
                "Start again, when the machine is less busy if it was."
            )
        if now - self.said > SAY_AFTER:
            self.said = now
            say(
                f"{self.what} takes longer than it should, {round(now - self.began)} seconds by now: this machine "
                f"seems busy. Waiting; Ctrl-C stops. Its words are in {self.log}."
            )


def wait_until(done: Callable[[], bool], what: str, *, log: Path, alive: Callable[[], Any] = lambda: None) -> None:
    """Returns when `done()`. `alive()` is asked in between, and raises when there is nothing left to wait for."""
    patience = Patience(what, log)
    while not done():
        alive()
        patience.hold()
        time.sleep(0.02)


def exit_code(process: Popen[Any], what: str, *, log: Path) -> int:
    """The exit code of a program that ends by itself; it is killed when nobody waits for it any more."""
    patience = Patience(what, log)
    try:
        while True:
            with contextlib.suppress(subprocess.TimeoutExpired):
                return process.wait(timeout=1)
            patience.hold()
    except BaseException:
        process.kill()
        process.wait()
        raise
