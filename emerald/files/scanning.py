"""Asking ClamAV. `CLAMD` says where its daemon listens: a path to its socket, or host:port; empty means none.

One command of its protocol is needed, INSTREAM of clamd(8), and no package is (decision 35).
"""

import logging
import re
import socket
import struct
from typing import BinaryIO

from django.conf import settings

log = logging.getLogger(__name__)
PIECE = 64 * 1024
LENGTH = struct.Struct("!L")  # of the piece that follows; a length of nought ends them
LONGEST_ANSWER = 4096
FOUND = re.compile(r"stream: (?:(?P<name>.+) )?FOUND")
CLEAN = "stream: OK"
PATIENT_SECONDS = 60  # of the worker; a page waits CLAMD_SECONDS at most


class Silent(Exception):
    """The scanner was not reached, or gave no answer that says clean or not: ask again later."""


def is_configured() -> bool:
    return bool(settings.CLAMD)


def ask(stream: BinaryIO, seconds: float | None = None) -> str:
    """What was found in `stream` (read from its beginning): the finding's name, or "" for nothing. Raises Silent."""
    stream.seek(0)
    try:
        answer = _answer(stream, seconds or settings.CLAMD_SECONDS)
    except (OSError, UnicodeDecodeError) as failure:
        log.warning("The virus scanner gave no answer: %s", type(failure).__name__)
        raise Silent from None
    finally:
        stream.seek(0)
    if found := FOUND.fullmatch(answer):
        return found["name"] or "unnamed"
    if answer == CLEAN:
        return ""
    log.warning("The virus scanner said neither clean nor found.")
    raise Silent


def _answer(stream: BinaryIO, seconds: float) -> str:
    with _connected(seconds) as scanner:
        scanner.sendall(b"nINSTREAM\n")
        while piece := stream.read(PIECE):
            scanner.sendall(LENGTH.pack(len(piece)) + piece)
        scanner.sendall(LENGTH.pack(0))
        with scanner.makefile("rb") as said:
            return said.readline(LONGEST_ANSWER).decode().strip()


def _connected(seconds: float) -> socket.socket:
    """A socket to the scanner; connecting, and every sending and reading after it, takes `seconds` at most."""
    where = settings.CLAMD
    if not where.startswith("/"):
        host, _, port = where.rpartition(":")
        return socket.create_connection((host, int(port)), seconds)
    scanner = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        scanner.settimeout(seconds)
        scanner.connect(where)
    except OSError:
        scanner.close()
        raise
    return scanner
