"""The proxy's configuration that comes with Emerald, in a real nginx, with our own web server behind it."""

import http.client
import json
import os
import ssl
import subprocess

import pytest

from emerald.environment_setup import ROOT, VENV
from tests.production.proxy import NAME, free_port, proxy
from tests.setup.test_slow_senders import can_connect, command, eventually


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """The ports of HTTPS and HTTP, and nginx's folder."""
    folder, web = tmp_path_factory.mktemp("proxy"), free_port()
    own = {"PATH": f"{VENV / 'bin'}:{os.environ['PATH']}", "WEB_CONCURRENCY": "1"}
    with (folder / "web.log").open("w") as log:
        child = subprocess.Popen(
            command(web, "tests.production.headers:application"), cwd=ROOT, env=own, stdout=log, stderr=log
        )
        try:
            eventually(lambda: can_connect(web))
            with proxy(folder, web) as (https, plain):
                yield https, plain, folder
        finally:
            child.terminate()
            child.wait(40)


class Visitor(http.client.HTTPSConnection):
    """Somebody who calls the name, which here leads to this machine; the certificate is looked at."""

    def __init__(self, house, name=NAME):
        trusted = ssl.create_default_context(cafile=house[2] / "certificates" / "fullchain.pem")
        super().__init__(name, house[0], timeout=30, context=trusted)
        self._create_connection = lambda address, *more: http.client.socket.create_connection(
            ("127.0.0.1", address[1]), *more
        )

    def told(self, path="/", **headers):
        self.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = self.getresponse()
        assert answer.status == 200
        return json.loads(answer.read())


def test_what_a_visitor_writes_about_their_address_is_replaced(house):
    told = Visitor(house).told(X_Forwarded_For="10.9.8.7, 10.0.0.1", X_Forwarded_Proto="http", Forwarded="for=10.9.8.7")
    assert (told["HTTP_X_FORWARDED_FOR"], told["HTTP_X_FORWARDED_PROTO"]) == ("127.0.0.1", "https")
    assert not told["HTTP_FORWARDED"]


def test_a_name_that_is_not_ours_is_answered_nothing(house):
    with pytest.raises(ssl.SSLError, match=r"(?i)unrecognized.name"):
        Visitor(house, "elsewhere.example").told()


def test_a_forged_host_behind_our_certificate_reaches_nobody(house):
    visitor = Visitor(house)
    visitor.request("GET", "/", headers={"Host": "elsewhere.example"})
    with pytest.raises(http.client.RemoteDisconnected):
        visitor.getresponse()


def test_without_https_one_is_sent_to_our_name_whatever_one_called(house):
    plain = http.client.HTTPConnection("127.0.0.1", house[1], timeout=30)
    plain.request("GET", "/cases/?q=Tamsin", headers={"Host": "elsewhere.example"})
    answer = plain.getresponse()
    assert (answer.status, answer.getheader("Location")) == (308, f"https://{NAME}/cases/")


def test_what_somebody_looks_for_is_in_no_log_of_the_proxy(house):
    Visitor(house).told("/find/?name=Quillfeather")

    def written():
        return "".join(path.read_text() for path in house[2].glob("*.log"))

    eventually(lambda: "/find/" in written())  # the line comes when the answer has gone
    assert "Quillfeather" not in written()


def test_a_body_larger_than_any_file_is_refused_before_it_is_sent_on(house):
    visitor = Visitor(house)
    visitor.putrequest("POST", "/")
    visitor.putheader("Content-Length", str(101 * 1024 * 1024))
    visitor.endheaders()
    assert visitor.getresponse().status == 413
