"""The certificate of Emerald's own address: a sentence says what to do before it ends, and after."""

import logging
import ssl
import threading
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from socketserver import BaseRequestHandler, TCPServer

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from django.core.cache import cache

from emerald.reminders import certificate
from emerald.reminders.tasks import look_at_certificate
from emerald.words import day_in_words
from tests.factories.people import make_user
from tests.reminders.due_pages import get

pytestmark = pytest.mark.django_db
LOGGER = "emerald.reminders.certificate"


@contextmanager
def shown(folder, *, ends):
    """A server on 127.0.0.1 with a certificate that ends then; yields its address."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "emerald")])
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(1).not_valid_before(ends - timedelta(days=90)).not_valid_after(ends)
    file = folder / "certificate.pem"
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file.write_bytes(private + made.sign(key, hashes.SHA256()).public_bytes(Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    with TCPServer(("127.0.0.1", 0), BaseRequestHandler) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"https://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()


@pytest.fixture(autouse=True)
def not_asked_yet(db):
    cache.delete("certificate-ends")


@pytest.fixture
def kit():
    return make_user(role="system_administrator", name="Kit Wolverstone")


def in_days(days):
    return (datetime.now(UTC) + timedelta(days=days, minutes=5)).replace(microsecond=0)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (60, "Nothing to do: it holds until {day}, 60 days."),
        (15, "Nothing to do: it holds until {day}, 15 days."),
        (13, "ends on {day}, 13 days from now. Renew it"),
        (1, "ends on {day}, 1 day from now. Renew it"),
        (-1, "ended on {day}: browsers refuse every page. Renew it"),
    ],
)
def test_operations_says_how_long_the_certificate_holds_and_what_to_do(days, said, kit, signed_in, settings, tmp_path):
    ends = in_days(days)
    with shown(tmp_path, ends=ends) as settings.SITE_ADDRESS:
        page = get(signed_in(kit), "operations")
    assert said.format(day=day_in_words(ends)) in page


@pytest.mark.parametrize(("days", "warned"), [(60, False), (13, True), (-1, True)])
def test_the_worker_says_in_its_log_what_to_do_about_the_certificate(days, warned, settings, tmp_path, caplog):
    with shown(tmp_path, ends=in_days(days)) as settings.SITE_ADDRESS, caplog.at_level(logging.WARNING, LOGGER):
        look_at_certificate.apply(throw=True)
    assert [certificate.RENEW in each.message for each in caplog.records if each.name == LOGGER] == [True] * warned


def test_an_address_that_does_not_answer_is_said_to_be_unknown(kit, signed_in, settings, caplog):
    settings.SITE_ADDRESS = "https://127.0.0.1:1"
    look_at_certificate.apply(throw=True)
    assert certificate.UNREACHABLE in caplog.text
    assert certificate.UNREACHABLE in get(signed_in(kit), "operations")


def test_an_address_without_a_certificate_is_not_asked_for_one(kit, signed_in, settings, caplog):
    settings.SITE_ADDRESS = "http://127.0.0.1:1"
    look_at_certificate.apply(throw=True)
    assert LOGGER not in {each.name for each in caplog.records}
    assert "Certificate" not in get(signed_in(kit), "operations")
