"""A web process replaced after its number of requests loses none of what people send meanwhile."""

import hashlib
import http.client
import os
import random
import socket
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor

from emerald.environment_setup import ROOT, VENV
from tests.patience import eventually
from tests.setup.test_slow_senders import can_connect, command

PEOPLE, POSTS = 8, 60


def person(number, port):
    """Posts bodies of many sizes, some of them slowly, now over a connection kept and now over a new one; returns what
    was answered wrongly."""
    chance, connection, wrong = random.Random(number), None, []
    for turn in range(POSTS):
        body = chance.randbytes(chance.choice([10, 2_000, 300_000]))
        connection = connection or http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        connection.putrequest("POST", f"/{number}/{turn}")
        connection.putheader("Content-Length", str(len(body)))
        connection.endheaders()
        connection.send(body[: len(body) // 2])
        if chance.random() < 0.2:
            time.sleep(0.02)  # the sender's own slowness; nothing here waits for anything
        connection.send(body[len(body) // 2 :])
        answer = connection.getresponse()
        told = answer.read().decode()
        if answer.status != 200 or not told.endswith(hashlib.sha256(body).hexdigest()):
            wrong.append((turn, answer.status, told[:80]))
        if answer.getheader("Connection") == "close" or chance.random() < 0.3:
            connection.close()
            connection = None
    return wrong


def test_every_request_is_answered_whole_while_processes_are_replaced(tmp_path):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    words = command(port, "tests.setup.echo:application")
    words[words.index("--max-requests") + 1], words[words.index("--max-requests-jitter") + 1] = "40", "5"
    log = tmp_path / "log"
    with log.open("w") as out:
        own = {"PATH": f"{VENV / 'bin'}:{os.environ['PATH']}", "WEB_CONCURRENCY": "2"}
        server = subprocess.Popen(words, cwd=ROOT, stdout=out, stderr=out, env=own)
        try:
            eventually(lambda: can_connect(port))
            with ThreadPoolExecutor(PEOPLE) as everybody:
                wrong = list(everybody.map(person, range(PEOPLE), [port] * PEOPLE))
        finally:
            server.terminate()
            server.wait(60)
    assert wrong == [[]] * PEOPLE
    assert log.read_text().count("BEGAN") >= 2 + PEOPLE * POSTS // 45 - 2
