"""GOV.UK Notify's API over a real socket, as far as Emerald speaks it: it checks the token and keeps what it took.

https://docs.notifications.service.gov.uk/rest-api.html: send an e-mail; get the status of multiple messages.
"""

import json
import threading
from collections import Counter
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

from notifications_python_client.authentication import decode_jwt_token, get_token_issuer
from notifications_python_client.errors import TokenError

SERVICE, SECRET = str(uuid4()), str(uuid4())
KEY = f"emerald-{SERVICE}-{SECRET}"
TEMPLATE = str(uuid4())


class NotifyServer:
    """`took`: (address, reference) -> how often. `refuses_next` holds (status, error, message) of the next answers;
    so many of the next mails are taken and never answered (`silent_next`)."""

    def __init__(self):
        self.took, self.sent, self.refuses_next, self.silent_next = Counter(), [], [], 0
        self.closing = threading.Event()
        self.http = ThreadingHTTPServer(("127.0.0.1", 0), self._answers())
        self.http.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.http.server_port}"

    def __enter__(self):
        threading.Thread(target=self.http.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.closing.set()
        self.http.shutdown()
        self.http.server_close()

    def take(self, asked):
        self.sent.append(asked)
        self.took[asked["email_address"], asked["reference"]] += 1

    def _answers(server):
        class Answers(BaseHTTPRequestHandler):
            def do_POST(self):
                asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                if not self.may_enter():
                    return self.refuse(HTTPStatus.FORBIDDEN, "AuthError", "Invalid token: API key not found")
                if self.path != "/v2/notifications/email" or asked["template_id"] != TEMPLATE:
                    return self.refuse(HTTPStatus.BAD_REQUEST, "BadRequestError", "Template not found")
                if server.refuses_next:
                    return self.refuse(*server.refuses_next.pop(0))
                server.take(asked)
                if server.silent_next:
                    server.silent_next -= 1
                    return server.closing.wait()
                return self.answer(HTTPStatus.CREATED, {"id": str(uuid4()), "reference": asked["reference"]})

            def do_GET(self):
                at = urlsplit(self.path)
                if not self.may_enter() or at.path != "/v2/notifications":
                    return self.refuse(HTTPStatus.FORBIDDEN, "AuthError", "Invalid token")
                [reference] = parse_qs(at.query)["reference"]
                found = [
                    {"id": str(uuid4()), "reference": reference, "status": "delivered"}
                    for _, taken in server.took
                    if taken == reference
                ]
                return self.answer(HTTPStatus.OK, {"notifications": found, "links": {"current": self.path}})

            def may_enter(self):
                token = self.headers["Authorization"].removeprefix("Bearer ")
                try:
                    return get_token_issuer(token) == SERVICE and decode_jwt_token(token, SECRET)
                except TokenError:
                    return False

            def refuse(self, status, error, message):
                self.answer(status, {"status_code": int(status), "errors": [{"error": error, "message": message}]})

            def answer(self, status, words):
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.end_headers()
                self.wfile.write(json.dumps(words).encode())

            def log_message(self, *_):
                pass

        return Answers
