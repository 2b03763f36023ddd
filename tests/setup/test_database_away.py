"""DATABASE_URL is wrong, or nothing answers there: a sentence that says what to do, and a password in any signs."""

import logging
import os
import subprocess
import sys
from urllib.parse import quote, urlsplit

import psycopg
import pytest
from django.db import connection
from django.db.utils import OperationalError
from hypothesis import given
from hypothesis import strategies as some

from emerald import env
from emerald.database import advice
from emerald.environment_setup import ROOT
from tests.production.proxy import free_port

SECRET = "hunter-2-hunter"
GOOD = "postgres://emerald:{}@db.example:5432/emerald"
SCHEMES = ("postgres", "postgresql")


def read(url, monkeypatch, **how):
    monkeypatch.setenv("DATABASE_URL", url)
    return urlsplit(env.server("DATABASE_URL", SCHEMES, why="Like so.", **how))


# --- What can be said ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize("password", ["p@ss/w:rd", "a/b", "@@", "#1?", "p:w", "12#3", "p@h/db", "ü ", "p%40", "p%2Fq"])
def test_a_password_is_read_as_it_was_chosen_for_compose(password, monkeypatch):
    """Compose puts it into the address as it is, and gives the same to PostgreSQL; an encoded one is read as before."""
    address = read(GOOD.format(password), monkeypatch)
    assert (address.hostname, address.port, address.path) == ("db.example", 5432, "/emerald")
    assert address.password == quote(password, safe="%")


@given(some.text(some.characters(codec="utf-8", exclude_characters="%", exclude_categories=("C", "Z")), min_size=1))
def test_any_password_is_read(password):
    with pytest.MonkeyPatch.context() as patch:
        address = read(GOOD.format(password), patch)
        assert (address.hostname, address.password) == ("db.example", quote(password, safe=""))
        assert read(GOOD.format(quote(password, safe="")), patch).password == quote(password, safe="")


@pytest.mark.parametrize(
    "url",
    [
        "postgres://emerald@%2Ftmp%2Fsockets:5432/emerald",
        "postgres:///emerald",
        "postgres://db.example/emerald?application_name=me@here",
        "postgresql://me:pw@[::1]:5432/emerald?sslmode=verify-full",
    ],
)
def test_an_address_that_needs_no_help_is_left_as_it_is(url, monkeypatch):
    assert read(url, monkeypatch, named=True).geturl() == url


@pytest.mark.parametrize(
    "url",
    [
        f"{SECRET}",
        f"https://me:{SECRET}@db.example/emerald",
        f"postgres://me:{SECRET}@db.example:many/emerald",
        f"postgres://me:{SECRET}@db.example:99999/emerald",
        f"postgres://me:{SECRET}@[db.example/emerald",
        f"postgres://me:{SECRET}@db.example/",
        f"postgres://me:{SECRET}@db.example",
        "postgres://",
    ],
)
def test_what_is_no_address_is_refused_without_repeating_it(url, monkeypatch):
    with pytest.raises(env.MissingSetting, match=r"DATABASE_URL cannot be read\. Like so\. In a password") as why:
        read(url, monkeypatch, named=True)
    assert SECRET not in str(why.value)


# --- What is said when it does not answer -------------------------------------------------------------------------
def wrong(**other):
    """What PostgreSQL, or the system, says of a connection like ours that is wrong in one thing."""
    given = connection.get_connection_params()
    ours = {name: given[name] for name in ("host", "port", "dbname", "user") if name in given}
    with pytest.raises(psycopg.OperationalError) as refused:
        psycopg.connect(**ours | other)
    return advice.advice(refused.value)


@pytest.mark.parametrize(
    ("wrongly", "sentence"),
    [
        ({"user": "nobody_here"}, "no role of the name in DATABASE_URL"),
        ({"dbname": "nothing_here"}, "no database of the name in DATABASE_URL"),
        ({"host": "/nowhere"}, "Nothing listens where DATABASE_URL says"),
        ({"host": "no-such-host.invalid"}, "The name of the server in DATABASE_URL is not known"),
    ],
)
def test_a_wrong_address_is_told_by_what_is_wrong_with_it(wrongly, sentence, db):
    said = wrong(**wrongly)
    assert sentence in said
    assert not any(value in said for value in wrongly.values())


def test_a_port_at_which_nobody_listens(db):
    assert "put host and port right" in wrong(host="127.0.0.1", port=free_port())


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ('FATAL:  password authentication failed for user "emerald"', "does not take the password in DATABASE_URL"),
        ("fe_sendauth: no password supplied", "does not take the password in DATABASE_URL"),
        ('FATAL:  no pg_hba.conf entry for host "10.0.0.7", user "emerald"', "does not let this machine in"),
        ("SSL error: certificate verify failed", "the server’s certificate is over"),
        ("server does not support SSL, but SSL was required", "cannot be encrypted as DATABASE_URL asks"),
        ('root certificate file "/x/root.crt" does not exist', "cannot be encrypted as DATABASE_URL asks"),
        ("FATAL:  sorry, too many clients already", "takes no more connections"),
        ("FATAL:  the database system is starting up", "is starting or stopping"),
        ("connection timeout expired", "did not answer in time"),
        ("something of a later release", "Is it up, and does DATABASE_URL name it"),
    ],
)
def test_whatever_else_it_says_has_its_sentence(said, sentence):
    assert sentence in advice.advice(psycopg.OperationalError(f"connection failed: {said}"))


def test_it_is_told_once_a_minute_and_not_for_each_page(caplog, monkeypatch):
    monkeypatch.setattr(advice, "_said_at", {})
    for _ in range(3):
        with pytest.raises(ZeroDivisionError), advice.of_connecting(ZeroDivisionError):
            raise ZeroDivisionError
    assert [(one.levelno, "does not answer" in one.getMessage()) for one in caplog.records] == [(logging.ERROR, True)]


def test_a_disk_without_room_is_told_and_nothing_else_that_failed(caplog, monkeypatch):
    monkeypatch.setattr(advice, "_said_at", {})
    for cause in (psycopg.errors.DeadlockDetected(), psycopg.errors.DiskFull()):
        with pytest.raises(OperationalError), advice.of_statements():
            raise OperationalError from cause
    assert [one.getMessage() for one in caplog.records] == [advice.FULL]


def test_a_command_says_so_before_anything_else(db):
    """As `docker compose logs` shows it of `migrate`."""
    url = urlsplit(os.environ["DATABASE_URL"])._replace(path="/nothing_here").geturl()
    given = os.environ | {"DATABASE_URL": url, "EMERALD_TESTS_OWN_DATABASE": "yes"}
    done = subprocess.run(
        [sys.executable, "manage.py", "migrate"], cwd=ROOT, env=given, capture_output=True, text=True, check=False
    )
    assert done.returncode != 0
    assert "no database of the name in DATABASE_URL" in done.stderr
