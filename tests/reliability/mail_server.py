"""A real SMTP server in the test's process, which does what mail servers do on bad days."""

import asyncio
import logging
import socket
import threading
from collections import Counter
from email import message_from_bytes
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from aiosmtpd.controller import Controller

logging.getLogger("mail.log").setLevel(logging.WARNING)  # aiosmtpd tells every command of every mail
FOREVER = 30  # seconds: far beyond what anybody here waits for an answer


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class MailServer:
    """`took`: recipient -> how often; `references`: Message-IDs taken. `on_mail(count, peer)` is called for each mail
    between taking it and saying so, from the server's thread."""

    def __init__(self):
        self.took, self.references, self.refused = Counter(), set(), 0
        self.refuses_next = self.silent_next = 0
        self.on_mail = lambda count, peer: None
        self.port = free_port()
        self.smtp = Controller(self, hostname="127.0.0.1", port=self.port)
        self.http = ThreadingHTTPServer(("127.0.0.1", 0), self._answers())

    def __enter__(self):
        self.smtp.start()
        threading.Thread(target=self.http.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.http.shutdown()
        self.http.server_close()
        self.smtp.stop()

    @property
    def count(self):
        return self.took.total()

    async def handle_DATA(self, server, session, envelope):
        if self.refuses_next:
            self.refuses_next -= 1
            self.refused += 1
            return "451 Not now"
        self.references.add(message_from_bytes(envelope.content)["Message-ID"].strip("<>").partition("@")[0])
        self.took[envelope.rcpt_tos[0]] += 1
        self.on_mail(self.count, session.peer)
        if self.silent_next:
            self.silent_next -= 1
            await asyncio.sleep(FOREVER)
        return "250 Taken"

    def _answers(server):
        class Answers(BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(HTTPStatus.OK if self.path[1:] in server.references else HTTPStatus.NOT_FOUND)
                self.end_headers()

            def log_message(self, *_):
                pass

        return Answers
