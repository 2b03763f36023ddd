"""The class of gunicorn's workers: a thread is given a request only once the whole of it has arrived.

gunicorn's own gives a thread to whoever has sent one byte, for as long as they like: five half-sent requests stop a
process of four threads. Here the worker's loop gathers what arrives, for any number of senders at once, and hands over
what is whole. A body larger than BUFFERED (files) is read by its thread, within a time that follows from its size; it
is read only for somebody who is signed in (`emerald.accounts.anonymous_uploads`). A body that was cut short is never
taken for a whole one. What a proxy in front must do besides stands in `emerald/docs/OPERATING.md`.
"""

import re
import selectors
import socket
import time
from contextlib import suppress
from functools import partial
from typing import Any

from gunicorn import http, util
from gunicorn.workers.gthread import ThreadWorker

BUFFERED = 2 * 1024 * 1024 + 64 * 1024  # of one body: typed text (LONGEST_FROM_STRANGERS) and what is round it
BUFFERED_IN_ALL = 64 * 1024 * 1024  # of one worker
LONGEST_HEAD = 64 * 1024
PIECE = 256 * 1024
HEAD_SECONDS = 10
SLOWEST = 20 * 1024  # bytes in a second
SILENT_SECONDS = 60  # of somebody whose thread waits for them, to read or to write
FAREWELL_SECONDS = 2
HEAD_ENDS = b"\r\n\r\n"
LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*(\d{1,15})[ \t]*\r\n", re.IGNORECASE)
IN_CHUNKS = re.compile(rb"\r\ntransfer-encoding:", re.IGNORECASE)
WANTS_TO_BE_ASKED = re.compile(rb"\r\nexpect:[ \t]*100-continue", re.IGNORECASE)
WHY = {408: "Request Timeout", 411: "Length Required", 431: "Request Header Fields Too Large", 503: "Busy"}


class Arrival:
    """What has come of one request so far."""

    def __init__(self, held: bytes) -> None:
        self.held = bytearray(held)
        self.until = time.monotonic() + HEAD_SECONDS
        self.whole_at: int | None = (
            None  # how many bytes make the part that is waited for; None until the head is there
        )
        self.is_read_later = False  # whether the body is left for the thread
        self.refused = 0  # the status that answers it at once
        self.asks = False
        self._look()

    def add(self, piece: bytes) -> None:
        self.held += piece
        if self.whole_at is None:
            self._look()

    @property
    def is_whole(self) -> bool:
        return self.whole_at is not None and len(self.held) >= self.whole_at

    def _look(self) -> None:
        end = self.held.find(HEAD_ENDS)
        if end < 0:
            self.refused = 431 if len(self.held) > LONGEST_HEAD else 0
            return
        head = bytes(self.held[: end + len(HEAD_ENDS)])
        if IN_CHUNKS.search(head):
            self.refused = 411  # no browser sends so, and Django reads none of it
        sizes = LENGTH.findall(head)
        size = int(sizes[0]) if sizes else 0
        self.is_read_later = size > BUFFERED
        self.whole_at = len(head) + (0 if self.is_read_later else size)
        self.asks = bool(WANTS_TO_BE_ASKED.search(head)) and not self.is_read_later
        self.until += size / SLOWEST


class CutShort(ConnectionAbortedError):
    """The sender stopped before the end of what they had said they would send."""


class AllOfIt:
    """Reads a body as gunicorn's reader does, and raises where that one would answer with less than there should be."""

    def __init__(self, reader: Any) -> None:
        self.reader = reader

    def read(self, size: int) -> bytes:
        wanted = min(self.reader.length, size)
        got: bytes = self.reader.read(size)
        if len(got) < wanted:
            raise CutShort
        return got


class WholeRequests(ThreadWorker):
    """Everything but `handle_request` and `_keepalive_after` runs in the worker's one loop and never waits."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.arriving: dict[Any, Arrival] = {}
        self.leaving: dict[Any, float] = {}  # until when
        self.reading: dict[Any, float] = {}

    def enqueue_req(self, conn: Any) -> None:
        """Every way of gunicorn's to give a connection to a thread leads through here."""
        if conn.parser is None:
            conn.parser, conn.initialized = http.get_parser(self.cfg, conn.sock, conn.client), True
            conn.close = partial(self._let_go, conn)
        conn.sock.setblocking(False)
        self.arriving[conn] = Arrival(conn.parser.unreader.take_buffered())
        self.poller.register(conn.sock, selectors.EVENT_READ, partial(self._more, conn))
        self._finish_arrival(conn)

    def murder_pending(self) -> None:
        """Once a second: whoever had their time is let go."""
        super().murder_pending()
        now = time.monotonic()
        for conn, arrival in list(self.arriving.items()):
            if now > arrival.until:
                self._turn_away(conn, 408 if arrival.held else 0)
        for conn, until in list(self.reading.items()):
            if now > until:
                self.reading.pop(conn, None)
                _hang_up(conn.sock, socket.SHUT_RD)
        for conn, until in list(self.leaving.items()):
            if now > until:
                self._gone(conn)

    def handle_request(self, req: Any, conn: Any) -> Any:
        conn.sock.settimeout(SILENT_SECONDS)
        if conn.is_read_later:
            reader = req.body.reader
            req.body.reader = AllOfIt(reader)
            self.reading[conn] = time.monotonic() + HEAD_SECONDS + reader.length / SLOWEST
        try:
            return super().handle_request(req, conn)
        finally:
            self.reading.pop(conn, None)

    def _keepalive_after(self, conn: Any, keepalive: Any) -> Any:
        return False if conn.is_read_later else super()._keepalive_after(conn, keepalive)

    def _more(self, conn: Any, sock: socket.socket) -> None:
        try:
            piece = sock.recv(PIECE)
        except BlockingIOError:
            return
        except OSError:
            piece = b""
        if not piece:
            return self._turn_away(conn, 0)
        self.arriving[conn].add(piece)
        return self._finish_arrival(conn)

    def _finish_arrival(self, conn: Any) -> None:
        arrival = self.arriving[conn]
        if arrival.refused:
            self._turn_away(conn, arrival.refused)
        elif arrival.is_whole:
            self._forget(conn)
            conn.is_read_later = arrival.is_read_later
            conn.parser.unreader.unread(bytes(arrival.held))
            super().enqueue_req(conn)
        elif arrival.asks:
            arrival.asks = False
            _say(conn.sock, b"HTTP/1.1 100 Continue\r\n\r\n")
        elif sum(len(one.held) for one in self.arriving.values()) > BUFFERED_IN_ALL:
            self._turn_away(max(self.arriving, key=lambda one: len(self.arriving[one].held)), 503)

    def _turn_away(self, conn: Any, status: int) -> None:
        self._forget(conn)
        self.nr_conns -= 1
        if status:
            said = f"HTTP/1.1 {status} {WHY[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
            _say(conn.sock, said.encode())
        conn.close(graceful=bool(status))

    def _forget(self, conn: Any) -> None:
        self.poller.unregister(conn.sock)
        del self.arriving[conn]

    def _let_go(self, conn: Any, graceful: bool = False) -> Any:
        """As gunicorn closes, but the loop does not wait while the other side reads the answer."""
        conn.sock.setblocking(False)
        if not graceful or not _hang_up(conn.sock, socket.SHUT_WR) or not self.alive:
            return util.close(conn.sock)
        self.leaving[conn] = time.monotonic() + FAREWELL_SECONDS
        return self.poller.register(conn.sock, selectors.EVENT_READ, partial(self._last_words, conn))

    def _last_words(self, conn: Any, sock: socket.socket) -> None:
        try:
            said = sock.recv(PIECE)
        except BlockingIOError:
            return
        except OSError:
            said = b""
        if not said:
            self._gone(conn)

    def _gone(self, conn: Any) -> None:
        self.leaving.pop(conn)
        self.poller.unregister(conn.sock)
        util.close(conn.sock)


def _say(sock: socket.socket, words: bytes) -> None:
    with suppress(OSError):  # nobody is there to hear it
        sock.send(words)


def _hang_up(sock: socket.socket, how: int) -> bool:
    """Whether there was still somebody at the other end."""
    try:
        sock.shutdown(how)
    except OSError:
        return False
    return True
