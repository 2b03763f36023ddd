"""A private folder of a test's own, and a stand-in that speaks ClamAV's protocol over a real socket."""

import socketserver
import struct
import threading

import pytest

from emerald.files import storage

# What every scanner finds by agreement, and harms nobody. Put together here, so that no scanner takes this file away.
HARMFUL = b"".join([rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-", b"STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"])


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"
    return settings.FILES_ROOT


@pytest.fixture
def on_disk():
    """on_disk(): the names of the files that are kept."""
    return lambda: set(storage.lying_longer_than(-60)[0])


class _Answers(socketserver.StreamRequestHandler):
    """INSTREAM as clamd(8) tells it: pieces, each after its length; a length of nought ends them."""

    def handle(self):
        assert self.rfile.readline() == b"nINSTREAM\n"
        text = b""
        while length := struct.unpack("!L", self.rfile.read(4))[0]:
            text += self.rfile.read(length)
            if len(text) > self.server.longest:
                self.wfile.write(b"INSTREAM size limit exceeded. ERROR\n")
                return
        self.server.asked.append(text)
        self.wfile.write(b"stream: Eicar-Test-Signature FOUND\n" if HARMFUL in text else self.server.says)


class StandIn:
    """A scanner that listens at `where`. `says` is its answer when nothing is found."""

    def __init__(self, server, where):
        self.server, self.where = server, where
        server.asked, server.says, server.longest, server.daemon_threads = [], b"stream: OK\n", 1 << 20, True
        self.thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        self.thread.start()

    @property
    def asked(self):
        return self.server.asked

    def says(self, answer, longest=1 << 20):
        self.server.says, self.server.longest = answer, longest

    def stop(self):
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


@pytest.fixture(params=["unix", "tcp"])
def clamav(request, settings, tmp_path_factory):
    """A scanner that is configured and up, on either kind of socket."""
    if request.param == "unix":
        path = str(tmp_path_factory.mktemp("s") / "c")
        stand_in = StandIn(socketserver.ThreadingUnixStreamServer(path, _Answers), path)
    else:
        server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Answers)
        stand_in = StandIn(server, f"127.0.0.1:{server.server_address[1]}")
    settings.CLAMD = stand_in.where
    yield stand_in
    stand_in.stop()
