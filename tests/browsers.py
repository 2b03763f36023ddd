"""Browsers of people at work, and what a page costs in one."""

import time

import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from emerald.accounts.middleware import ACTIVE_AT
from emerald.accounts.session_endings import SIGNED_IN_AT


def session_of(user, **more):
    """The key of a session in which this person has been signed in for some minutes; `more` is what else it holds.

    Nothing is said of sign-in itself, and for an hour no page notes first that the session is in use.
    """
    now = time.time()
    session = SessionStore()
    session.update(more)
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session[SIGNED_IN_AT], session[ACTIVE_AT] = now, now + 3600
    session.create()
    UserSession.objects.create(user=user, session_key=session.session_key, ip="127.0.0.1")
    return session.session_key


@pytest.fixture
def signed_in():
    """A browser in which this person has been signed in for some minutes: `signed_in(priya).get(...)`."""

    def enter(user):
        client = Client()
        client.cookies[settings.SESSION_COOKIE_NAME] = session_of(user)
        return client

    return enter


@pytest.fixture
def queries_of():
    """How many queries a page costs on its second visit, the transaction's own savepoints left out.

    The first request of each minute also notes that the session is in use.
    """

    def count(browser, address):
        browser.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert browser.get(address).status_code == 200
        return len([one for one in captured if "SAVEPOINT" not in one["sql"]])

    return count
