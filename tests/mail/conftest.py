"""A council's mail server, and how Emerald is told of it."""

from datetime import timedelta
from urllib.parse import quote

import pytest
from django.utils import timezone

from emerald.mail.models import Kind, Mail
from emerald.mail.server_url import mail_settings
from tests.mail.smtp_server import PASSWORD, USER, StrictMailServer, certificate
from tests.reliability.mail_server import MailServer


@pytest.fixture
def use(settings):
    """`use("smtp://127.0.0.1:1")`: as if EMAIL_URL said so."""

    def said(url):
        for name, value in mail_settings(url).items():
            setattr(settings, name, value)
        settings.EMAIL_TIMEOUT = 2

    return said


@pytest.fixture
def strict(tmp_path, monkeypatch, use):
    """`strict(days=30)`: a running server with a certificate good for so many days, named in EMAIL_URL."""
    running = []

    def started(*, days=30, password=PASSWORD, trusted=True):
        pem = certificate(tmp_path, days=days)
        if trusted:
            monkeypatch.setenv("SSL_CERT_FILE", str(pem))
        server = StrictMailServer(pem)
        server.start()
        running.append(server)
        use(f"smtp+tls://{quote(USER, safe='')}:{quote(password, safe='')}@localhost:{server.port}")
        return server

    yield started
    for server in running:
        server.stop()


@pytest.fixture
def waiting(priya):
    """A mail to Priya that is due now."""
    now = timezone.now()
    return Mail.objects.create(
        kind=Kind.PASSWORD_CHANGED, recipient=priya, made_at=now - timedelta(seconds=1), next_try=now
    )


@pytest.fixture
def plain_server():
    """One that offers neither encryption nor sign-in."""
    with MailServer() as server:
        yield server
