"""Anybody who sends slowly, or half, holds up nobody else: the server as the image starts it, with real connections."""

import hashlib
import json
import os
import re
import socket
import subprocess
import time
import urllib.request
from contextlib import ExitStack

import pytest

from emerald import web_server
from emerald.environment_setup import ROOT, VENV
from emerald.launcher.embedded import servers
from emerald.launcher.patience import wait_until
from emerald.launcher.processes import ChildProcesses, log_of
from tests.patience import eventually
from tests.setup.test_compose import DOCKERFILE, production
from tests.setup.test_production_starts import listens

__all__ = ["production"]
MB = 1024 * 1024
SOON = 5  # seconds, in which a machine that runs other tests too must answer


def command(port, program="emerald.wsgi:application"):
    words = json.loads(re.search(r"^CMD (\[.*?\])", DOCKERFILE, re.MULTILINE | re.DOTALL)[1].replace("\\\n", ""))
    return [
        word.replace("0.0.0.0:8000", f"127.0.0.1:{port}").replace("emerald.wsgi:application", program) for word in words
    ]


@pytest.fixture(scope="module")
def echo(tmp_path_factory):
    """The server in front of `tests.setup.echo`: its port, and what it printed."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = tmp_path_factory.mktemp("echo") / "log"
    with log.open("w") as out:
        child = subprocess.Popen(
            command(port, "tests.setup.echo:application"),
            cwd=ROOT,
            stdout=out,
            stderr=out,
            env={"PATH": f"{VENV / 'bin'}:{os.environ['PATH']}", "WEB_CONCURRENCY": "1"},
        )
        eventually(lambda: can_connect(port))
        yield port, log
        child.terminate()
        child.wait(20)


def can_connect(port):
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port)) == 0


def sent(port, *pieces):
    one = socket.create_connection(("127.0.0.1", port), timeout=60)
    for piece in pieces:
        one.sendall(piece)
    return one


def post(size, path="/", body=b"", more=b""):
    return b"POST %s HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n%s\r\n" % (path.encode(), size, more) + body


def answer(one):
    """The status and the body of the next answer on this connection; (0, b"") when it was closed without one."""
    got = b""
    while b"\r\n\r\n" not in got:
        piece = one.recv(65536)
        if not piece:
            return 0, got
        got += piece
    head, _, body = got.partition(b"\r\n\r\n")
    size = int((re.search(rb"content-length: (\d+)", head, re.IGNORECASE) or [0, 0])[1])
    while len(body) < size:
        body += one.recv(65536)
    return int(head.split()[1]), body


def echoed(body, path="/"):
    return f"POST {path} {len(body)} {hashlib.sha256(body).hexdigest()}".encode()


def seconds_to_answer(port):
    began = time.monotonic()
    assert urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=30).status == 200
    return time.monotonic() - began


HALVES = {
    "half a body": post(1000, body=b"half"),
    "half a large body's text": post(MB, body=b"x" * 1000),
    "half a head": b"POST / HTTP/1.1\r\nHost: a\r\nX-Half: ",
    "one byte": b"P",
    "nothing": b"",
}


@pytest.mark.parametrize("what", HALVES)
def test_forty_half_sent_requests_hold_up_nobody(what, echo):
    with ExitStack() as open_ones:
        for _ in range(40):
            open_ones.enter_context(sent(echo[0], HALVES[what]))
        assert max(seconds_to_answer(echo[0]) for _ in range(4)) < SOON


def test_half_a_head_is_given_up_in_time(echo):
    began = time.monotonic()
    with sent(echo[0], HALVES["half a head"]) as one:
        assert answer(one)[0] == 408
    assert time.monotonic() - began < web_server.HEAD_SECONDS + SOON


def test_one_byte_every_second_is_given_up_in_time_too(echo):
    began, drips = time.monotonic(), 0
    with sent(echo[0], b"POST / HTTP/1.1\r\nX: ") as one:
        one.settimeout(1)
        while True:
            drips += 1
            try:
                one.send(b"a")
                assert answer(one)[0] in (0, 408)
                break
            except TimeoutError:
                continue
            except ConnectionError:
                break
    assert drips > 3
    assert time.monotonic() - began < web_server.HEAD_SECONDS + SOON


@pytest.mark.parametrize("size", [0, 1, 1000, MB, web_server.BUFFERED, web_server.BUFFERED + 1, 5 * MB])
def test_a_body_of_any_size_arrives_whole_however_it_is_cut(size, echo):
    body = os.urandom(size)
    whole = post(size, body=body)
    with sent(echo[0], whole[:10], whole[10:70], whole[70 : size // 2 + 70], whole[size // 2 + 70 :]) as one:
        assert answer(one) == (200, echoed(body))


def test_a_body_that_is_cut_short_is_never_taken_for_a_whole_one(echo):
    for size, first in ((1000, 500), (5 * MB, 3 * MB)):
        seen = echo[1].read_text().count("READ")
        with sent(echo[0], post(size, body=b"x" * first)) as one:
            one.shutdown(socket.SHUT_WR)
            assert answer(one)[0] != 200
        assert echo[1].read_text().count("READ") == seen


def test_one_request_after_the_other_on_one_connection_and_two_at_once(echo):
    with sent(echo[0], post(3, "/a", b"one")) as one:
        assert answer(one) == (200, echoed(b"one", "/a"))
        one.sendall(post(3, "/b", b"two"))
        assert answer(one) == (200, echoed(b"two", "/b"))
        one.sendall(post(3, "/c", b"tre") + post(4, "/d", b"fo"))
        assert answer(one) == (200, echoed(b"tre", "/c"))
        assert seconds_to_answer(echo[0]) < SOON
        one.sendall(b"ur")
        assert answer(one) == (200, echoed(b"four", "/d"))


def test_forty_that_never_leave_after_their_answer_hold_up_nobody(echo):
    with ExitStack() as open_ones:
        for _ in range(40):
            open_ones.enter_context(sent(echo[0], post(5 * MB, "/unread", b"x")))
        assert max(seconds_to_answer(echo[0]) for _ in range(4)) < SOON


def test_whoever_waits_to_be_asked_is_asked(echo):
    with sent(echo[0], post(5, more=b"Expect: 100-continue\r\n")) as one:
        assert b"100 Continue" in one.recv(100)
        one.sendall(b"hello")
        got = b""
        while b"POST / 5" not in got:
            got += one.recv(1000)


@pytest.mark.parametrize(
    ("said", "status"),
    [
        (b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel", 411),
        (b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"x" * 70_000, 431),
    ],
)
def test_what_cannot_be_waited_for_is_answered_at_once(said, status, echo):
    with sent(echo[0], said) as one:
        assert answer(one)[0] == status


# --- Emerald itself -----------------------------------------------------------------------------------------------
@pytest.fixture
def emerald(production, set_name, free_port, tmp_path):
    """Emerald behind it, and the private folder. Its pages are drawn as in the demonstration, whose assets need not be
    collected first."""
    with servers(set_name) as given:
        own = {
            **production,
            "EMERALD_MODE": "demonstration",
            "DATABASE_URL": given.environment["DATABASE_URL"],
            "FILES_ROOT": str(tmp_path / "files"),
        }
        with ChildProcesses("setup-slow", "setup-slow", own, given.locks) as children:
            children.start("web", *command(free_port))
            wait_until(
                lambda: listens(free_port), "starting gunicorn", log=log_of("web", "setup-slow"), alive=children.check
            )
            yield free_port, tmp_path / "files"


def upload(size, sending):
    edge = b"--e\r\n"
    about = b'Content-Disposition: form-data; name="files"; filename="a.pdf"\r\n\r\n'
    body = edge + about + b"x" * size + b"\r\n--e--\r\n"
    head = (
        b"POST /account/login/ HTTP/1.1\r\nHost: emerald.council.example\r\nX-Forwarded-Proto: https\r\n"
        b"Content-Type: multipart/form-data; boundary=e\r\nContent-Length: %d\r\n\r\n" % len(body)
    )
    return head + body[:sending]


def test_somebody_unknown_is_refused_large_bodies_unread_and_leaves_no_file(emerald):
    port, folder = emerald
    with ExitStack() as open_ones:
        slow = [open_ones.enter_context(sent(port, upload(5 * MB, 1000))) for _ in range(8)]
        assert [answer(one)[0] for one in slow] == [400] * 8  # although most of it was never sent
        with sent(port, upload(MB, None)) as one:
            assert answer(one)[0] == 403  # no token of a form: it was read, and its file was not kept
    assert [path for path in folder.rglob("*") if path.is_file()] == []
    assert not (folder / "incoming").exists()
