"""Ctrl-C and a polite kill become one exception, so that leaving a `with` block is the only way anything is stopped."""

import contextlib
import signal
from collections.abc import Iterator
from subprocess import Popen
from typing import Any

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class StopRequested(BaseException):
    """Somebody wants Emerald to stop. Not an Exception: nothing on the way should take it for a failure."""


def listen() -> None:
    for number in SIGNALS:
        signal.signal(number, _stop)


def _stop(number: int, frame: Any) -> None:
    # Once is enough: a second Ctrl-C must not interrupt the stopping.
    for each in SIGNALS:
        signal.signal(each, signal.SIG_IGN)
    raise StopRequested


@contextlib.contextmanager
def passed_on_to(child: Popen[Any]) -> Iterator[None]:
    """While a foreground child runs, it decides: it gets Ctrl-C from the terminal itself, and the rest from here."""
    before = {number: signal.getsignal(number) for number in SIGNALS}
    signal.signal(signal.SIGINT, lambda number, frame: None)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda number, frame: child.send_signal(number))
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
