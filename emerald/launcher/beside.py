"""Programs that run beside the one in front of the person, and say nothing until they are asked."""

import contextlib
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from emerald.launcher.embedded import Servers
from emerald.launcher.foreground import start


@dataclass
class Beside:
    """One of them; what it writes is kept in `said`."""

    child: subprocess.Popen[str]
    said: IO[str]
    began: float

    def result(self) -> tuple[int, str, float]:
        """(exit code, everything it wrote, seconds since it began); waits until it has ended."""
        code = self.child.wait()
        self.said.seek(0)
        return code, self.said.read(), time.monotonic() - self.began


@contextlib.contextmanager
def beside(given: Servers, programs: dict[str, tuple[str, ...]]) -> Iterator[dict[str, Beside]]:
    """Start all of `programs` (name -> arguments of Python) as tests; yields name -> Beside. Whichever still runs when
    the block is left is ended."""
    running = {}
    try:
        for name, arguments in programs.items():
            said = tempfile.TemporaryFile("w+")  # noqa: SIM115  closed with the block
            child = start("test", given, *arguments, stdin=subprocess.DEVNULL, stdout=said, stderr=subprocess.STDOUT)
            running[name] = Beside(child, said, time.monotonic())
        yield running
    finally:
        for one in running.values():
            if one.child.poll() is None:
                one.child.terminate()
                one.child.wait()
            one.said.close()
