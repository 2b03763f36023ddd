"""Production, end to end: real processes on this machine's loopback, with the database of the test."""

import socket

import pytest
from cryptography.fernet import Fernet
from django.test import override_settings

from tests.factories.people import PASSWORD, make_user

REAL_HASHERS = ["emerald.accounts.passwords.Argon2"]


@pytest.fixture
def free_ports():
    """Two ports nobody listens at."""
    with socket.socket() as one, socket.socket() as other:
        for probe in (one, other):
            probe.bind(("127.0.0.1", 0))
        return one.getsockname()[1], other.getsockname()[1]


@pytest.fixture
def someone(transactional_db):
    """`someone("Priya Nair")`: a caseworker whose password production can check."""

    def made(name):
        user = make_user(name=name)
        with override_settings(PASSWORD_HASHERS=REAL_HASHERS):
            user.set_password(PASSWORD)
            user.save()
        return user

    return made


def new_key():
    return Fernet.generate_key().decode()
