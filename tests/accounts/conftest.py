"""People around accounts, and a browser for each of them."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core import mail
from django.db import connection
from django.test import Client

from emerald.mail import outbox
from tests.factories.people import PASSWORD, make_user


class Browser(Client):
    """A browser at an address, with its own cookies. One object is one computer."""

    def __init__(self, address="203.0.113.7", **defaults):
        super().__init__(REMOTE_ADDR=address, HTTP_USER_AGENT="Mozilla/5.0 (Windows NT 10.0) Firefox/140.0", **defaults)

    def sign_in(self, email, password=PASSWORD, address=None, **more):
        where = {"REMOTE_ADDR": address} if address else {}
        return self.post("/account/login/", {"login": email, "password": password, **more}, **where)

    def forget_session(self):
        """Sign out as closing the browser does: the cookie that names the browser stays."""
        del self.cookies["sessionid"]


@pytest.fixture
def desk(db):
    return Browser()


@pytest.fixture
def ruth(db):
    """System administrator."""
    return make_user(role="system_administrator", name="Ruth Okafor")


@pytest.fixture
def iain(db):
    """The other system administrator."""
    return make_user(role="system_administrator", name="Iain Kerr")


@pytest.fixture
def hugh(team):
    """The other service manager."""
    return make_user(role="service_manager", name="Hugh Barrow", teams=[team])


@pytest.fixture
def at_work():
    """Somebody's browser with them signed in, without the sign-in page."""

    def signed_in(user):
        browser = Browser()
        browser.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return browser

    return signed_in


class Mailbox:
    """What has left. Whoever looks into it has the worker send first what waits."""

    def __getitem__(self, number):
        return self._looked()[number]

    def __len__(self):
        return len(self._looked())

    def clear(self):
        self._looked().clear()

    def _looked(self):
        outbox.drain()
        return mail.outbox


@pytest.fixture
def mailbox(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    mail.outbox.clear()
    return Mailbox()


def at_the_same_moment(*acts):
    """Do all of these at once, each on a connection of its own; their answers, or what they raised."""
    ready = threading.Barrier(len(acts))

    def act(one):
        ready.wait()
        try:
            return one()
        except Exception as raised:  # handed to the test, which says what it expects
            return raised
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(act, acts))
