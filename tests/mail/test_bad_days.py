"""What the mail server does on bad days: nothing is lost, it goes by itself, and Operations says what to do."""

import socket
import time
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from emerald.mail import outbox
from emerald.mail.models import MailState
from tests.days import standing_at
from tests.factories.people import make_user
from tests.reliability.mail_server import free_port

pytestmark = pytest.mark.django_db


@pytest.fixture
def operations(signed_in):
    """What the page says."""
    kit = signed_in(make_user(role="system_administrator", name="Kit Wolverstone"))
    return lambda: kit.get(reverse("operations")).text


@pytest.fixture
def silent():
    """The port of a server that accepts connections and says nothing."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        yield listening.getsockname()[1]


def later(minutes, act=outbox.drain):
    with standing_at(timezone.now() + timedelta(minutes=minutes)):
        return act()


def test_a_mail_goes_over_an_encrypted_connection_with_user_and_password(strict, waiting, settings):
    settings.DEFAULT_FROM_EMAIL = "Emerald <emerald@council.example>"
    server = strict()
    outbox.drain()
    [(recipient, message)] = server.mails
    assert recipient == waiting.recipient.email
    assert message["From"] == "Emerald <emerald@council.example>"
    waiting.refresh_from_db()
    assert (waiting.state, waiting.last_error) == (MailState.SENT, "")


@pytest.mark.parametrize(
    ("bad", "sentence"),
    [
        ({"password": "another"}, "does not take the user name and password in EMAIL_URL (reply 535)"),
        ({"days": -1}, "certificate of the mail server is not valid (certificate has expired)"),
        ({"trusted": False}, "certificate of the mail server is not valid"),
    ],
)
def test_a_server_that_cannot_be_trusted_or_does_not_trust_us_is_told_and_gets_nothing(
    strict, waiting, operations, bad, sentence
):
    server = strict(**bad)
    outbox.drain()
    assert server.mails == []
    page = operations()
    assert sentence in page
    assert "nothing needs to be started again" in page


@pytest.mark.parametrize("answer", ["451 Not now", "550 Not this one, for once", "421 Too busy"])
def test_a_server_that_refuses_for_a_while_gets_it_afterwards(strict, waiting, operations, answer):
    server = strict()
    server.answers = [answer] * 3
    for minutes in (0, 1, 2):
        later(minutes)
        assert "Refusing" in operations()
    assert f"The mail server refuses (reply {answer[:3]})" in operations()
    later(5)
    assert len(server.mails) == 1
    assert "Refusing" not in operations()


@pytest.mark.parametrize("hours", [0, 1 / 6, 23])
def test_a_server_that_is_away_gets_everything_when_it_is_back(strict, waiting, use, operations, hours):
    """Ten minutes, and nearly a day."""
    use(f"smtp://127.0.0.1:{free_port()}")
    outbox.drain()
    assert "Nothing listens where EMAIL_URL says that the mail server is" in operations()
    later(hours * 60)
    server = strict()
    later(hours * 60 + 5)
    assert len(server.mails) == 1


def test_a_server_that_never_answers_is_given_up_for_now_and_holds_up_nobody(waiting, use, silent, operations):
    use(f"smtp://127.0.0.1:{silent}")
    begun = time.monotonic()
    outbox.drain()
    assert time.monotonic() - begun < 10
    assert "The mail server did not answer in time" in operations()
    waiting.refresh_from_db()
    assert waiting.state == MailState.WAITING


def test_encryption_that_is_not_offered_is_not_done_without(waiting, use, operations, plain_server):
    """Nor is the password said."""
    use(f"smtp+tls://me:secret@127.0.0.1:{plain_server.port}")
    outbox.drain()
    assert plain_server.count == 0
    assert "does not offer the encryption or the sign-in that EMAIL_URL asks for" in operations()


def test_after_a_day_it_waits_for_somebody_and_one_press_sends_it(strict, waiting, use, operations, signed_in):
    use(f"smtp://127.0.0.1:{free_port()}")
    outbox.drain()
    later(25 * 60)
    assert waiting.recipient.name in operations()
    ruth = signed_in(make_user(role="system_administrator", name="Ruth Okafor"))
    page = ruth.get(reverse("person", args=[waiting.recipient_id])).text
    assert "Could not be delivered" in page
    again = reverse("send_account_mail_again", args=[waiting.pk])
    assert again in page
    ruth.post(again)
    ruth.post(again)  # pressed twice
    server = strict()
    outbox.drain()
    assert len(server.mails) == 1
    assert waiting.recipient.name not in operations()
