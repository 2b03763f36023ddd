"""A collector that speaks Sentry's protocol: takes envelopes and keeps what they hold."""

import gzip
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import brotli

UNPACK = {"gzip": gzip.decompress, "br": brotli.decompress, None: bytes}


class Collector:
    """As a context manager; `address` is its DSN, `took` everything that was sent, unpacked."""

    def __enter__(self):
        took = self.took = []

        class Answer(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                body = UNPACK[self.headers.get("Content-Encoding")](body).decode()
                took.append((self.path, str(self.headers), body))
                self.send_response(200)
                self.end_headers()
                self.wfile.write(b"{}")

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.address = f"http://key@127.0.0.1:{self.server.server_port}/1"
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()
