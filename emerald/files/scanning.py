"""Asking ClamAV. `CLAMD` says where its daemon listens: a path to its socket, or host:port; empty means none."""

import logging
import socket
import struct

import clamd
from django.conf import settings

log = logging.getLogger(__name__)
PIECE = 64 * 1024
PATIENT_SECONDS = 60  # of the worker; a page waits CLAMD_SECONDS at most


class Silent(Exception):
    """The scanner was not reached, or gave no answer that says clean or not: ask again later."""


def is_configured():
    return bool(settings.CLAMD)


def ask(stream, seconds=None):
    """What was found in `stream` (read from its beginning): the finding's name, or "" for nothing. Raises Silent."""
    stream.seek(0)
    try:
        answer = _scanner(seconds or settings.CLAMD_SECONDS).instream(stream)
    except (clamd.ClamdError, OSError, UnicodeDecodeError) as failure:
        log.warning("The virus scanner gave no answer: %s", type(failure).__name__)
        raise Silent from None
    finally:
        stream.seek(0)
    status, finding = (answer or {}).get("stream", ("", None))
    if status == "FOUND":
        return finding or "unnamed"
    if status == "OK":
        return ""
    log.warning("The virus scanner said neither clean nor found.")
    raise Silent


def _scanner(seconds):
    where = settings.CLAMD
    if where.startswith("/"):
        return _Unix(where, seconds)
    host, _, port = where.rpartition(":")
    return _Network(host, int(port), seconds)


class _Patient:
    """The library's way of sending a stream sets no limit to connecting and may lose a piece that was taken in part."""

    def instream(self, buff):
        try:
            self._init_socket()
            self.clamd_socket.sendall(b"nINSTREAM\n")
            while piece := buff.read(PIECE):
                self.clamd_socket.sendall(struct.pack("!L", len(piece)) + piece)
            self.clamd_socket.sendall(struct.pack("!L", 0))
            if not (said := self._recv_response()):
                return None
            path, finding, status = self._parse_response(said)
            return {path: (status, finding)}
        finally:
            self._close_socket()


class _Network(_Patient, clamd.ClamdNetworkSocket):
    clamd_socket = None

    def _init_socket(self):
        self.clamd_socket = socket.create_connection((self.host, self.port), self.timeout)

    def _close_socket(self):
        if self.clamd_socket is not None:
            self.clamd_socket.close()


class _Unix(_Network, clamd.ClamdUnixSocket):
    def __init__(self, path, timeout):
        clamd.ClamdUnixSocket.__init__(self, path, timeout)

    def _init_socket(self):
        self.clamd_socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.clamd_socket.settimeout(self.timeout)
        self.clamd_socket.connect(self.unix_socket)
