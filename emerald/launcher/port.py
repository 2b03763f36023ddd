"""The port `run` is asked to serve on. Standard library only: it is looked at before anything is installed, too."""

import argparse
import errno
import socket
from argparse import Namespace
from pathlib import Path

from emerald.environment_setup import VAR

DEFAULT = 8000
RECORDS = VAR / "running"  # a file for each launcher, named after its port (emerald/launcher/processes.py)


class PortRefused(RuntimeError):
    """Nothing can be served there; the message is a sentence for the person at the keyboard."""


def options(arguments: list[str]) -> Namespace:
    """What `run` is asked for; ends the program with a sentence where that makes no sense."""
    parser = argparse.ArgumentParser(prog="python3 -m emerald run")
    parser.add_argument("--port", type=_number, default=DEFAULT, help=f"where to serve, {DEFAULT} when not said")
    return parser.parse_args(arguments)


def _number(said: str) -> int:
    if not said.isdigit() or not 1 <= int(said) <= 65535:
        raise argparse.ArgumentTypeError(f"'{said}' is not a port: say a number from 1 to 65535.")
    return int(said)


def refuse_busy_before_set_up(port: int) -> None:
    """Minutes of installing come before a start, so whoever asks for a busy port hears of it first. Where this checkout
    served on the port before, what holds it may be what a killed start left behind, which the launcher ends: it looks
    again then."""
    if not record(port).exists():
        refuse_busy(port)


def record(port: int) -> Path:
    return RECORDS / f"run-{port}.json"


def refuse_busy(port: int) -> None:
    """Said before anything is started, in a sentence, and not by a web server's traceback later."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as refusal:
            if refusal.errno == errno.EACCES:
                raise PortRefused(
                    f"you may not use port {port}: choose one above 1023, for example: "
                    "python3 -m emerald run --port 8000"
                ) from None
            raise PortRefused(
                f"port {port} is in use already. If that is Emerald, it is at http://127.0.0.1:{port}/. Otherwise "
                f"choose another, for example: python3 -m emerald run --port {port % 65535 + 1}"
            ) from None
