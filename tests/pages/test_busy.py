"""A page that waits for somebody else answers within seconds, in a sentence, and gives back what was typed."""

import re
import threading
from contextlib import contextmanager
from html import unescape

import psycopg
import pytest
from django.db import connection
from django.db.utils import InterfaceError, OperationalError
from django.test import Client
from django.urls import reverse

from cases.models import Case
from emerald.database import failures
from emerald.database.process import Kind, limits, working_as
from tests.pages.posted_session import TEXT, page, typed

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = (20, 0.2, 60)


@pytest.fixture(autouse=True)
def web(settings):
    settings.DATABASE_LIMITS = {"web": PATIENCE}
    with working_as(Kind.WEB):
        yield


@pytest.fixture
def browser(signed_in, priya):
    browser = signed_in(priya)
    browser.raise_request_exception = False
    return browser


@contextmanager
def held(statement, *values):
    """Somebody else, in a session of their own, holds what `statement` locks."""
    with psycopg.connect(**connection.get_connection_params()) as other, other.transaction():
        other.execute(statement, values)
        yield


def holding(case):
    return held("SELECT FROM cases_case WHERE id = %s FOR UPDATE", case.pk)


def hidden(answer):
    """What the page's button sends again."""
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', answer.text)
    return {name: unescape(text) for name, text in found}


def test_whoever_waits_for_somebody_elses_save_is_told_and_keeps_what_they_typed(case, browser):
    with holding(case):
        answer = browser.post(page(case, "record_session"), typed())
    assert answer.status_code == 503
    assert answer["Retry-After"] == "5"
    assert "Somebody else is saving this just now" in answer.text
    assert "What you had typed" in answer.text and TEXT in answer.text
    assert not case.sessions.exists()


def test_the_button_on_that_page_saves_what_was_typed_and_saves_it_once(case, browser):
    once = "7d0e4f56-6d7c-4f0e-9d3f-0d4b0f6d1c11"
    with holding(case):
        answer = browser.post(page(case, "record_session"), typed(once=once))
    again = hidden(answer)
    assert again == {name: str(text) for name, text in typed(once=once).items()}
    for _ in range(2):
        assert browser.post(page(case, "record_session"), again).status_code == 302
    assert [session.what_happened for session in case.sessions.all()] == [TEXT]


def test_a_reader_waits_for_nobody(case, browser):
    with holding(case):
        assert browser.get(page(case)).status_code == 200


def test_what_takes_too_long_is_stopped_in_a_sentence(case, browser, settings, monkeypatch):
    settings.DATABASE_LIMITS = {"web": (0.1, 5, 60)}

    def slow(*_, **__):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(5)")

    monkeypatch.setattr(Case.objects.__class__, "visible_to", slow)
    answer = browser.get(page(case))
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert "That took too long" in answer.text


def test_a_save_that_stops_half_way_frees_what_it_holds(case, settings):
    """A process that was stopped in the middle of a transaction: others wait for it no longer than the setting says."""
    settings.DATABASE_LIMITS = {"web": (20, 5, 0.2)}
    stopped, told = threading.Event(), []

    def stops():
        with connection.cursor() as cursor:
            connection.set_autocommit(False)
            cursor.execute("SELECT FROM cases_case WHERE id = %s FOR UPDATE", [case.pk])
            stopped.set()
            told.append(ended.wait(60))
        connection.close()

    ended = threading.Event()
    other = threading.Thread(target=stops)
    other.start()
    assert stopped.wait(60)
    with held("SELECT FROM cases_case WHERE id = %s FOR UPDATE", case.pk):
        ended.set()
    other.join()
    assert told == [True]


@pytest.fixture
def stopped(monkeypatch):
    """From when it is called on, no connection is taken."""

    def stop():
        connection.close()
        for name, nowhere in (("HOST", "127.0.0.1"), ("PORT", "1")):
            monkeypatch.setitem(connection.settings_dict, name, nowhere)

    yield stop
    monkeypatch.undo()
    connection.close()


def assert_told_that_it_is_away(answer, *words):
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert "Emerald cannot reach its records" in answer.text
    assert "fault" not in answer.text and "refused" not in answer.text
    for one in words:
        assert one in answer.text


def test_a_database_that_is_away_is_told_in_a_sentence_on_every_page(browser, case, priya, stopped):
    connection.ensure_connection()
    for after in (1, 7):  # the server ends the connection in the middle of a page
        with ended_after(after):
            assert_told_that_it_is_away(browser.post(page(case, "record_session"), typed()), TEXT)
        connection.close()
    stopped()
    for address in (page(case), reverse("home"), page(case, "record_session")):
        assert_told_that_it_is_away(browser.get(address))
    again = "Try again with what you typed"
    assert_told_that_it_is_away(browser.post(page(case, "record_session"), typed()), TEXT, again)
    sign_in = {"login": priya.email, "password": "something long"}
    assert_told_that_it_is_away(Client(raise_request_exception=False).post(reverse("account_login"), sign_in))


def ended_after(statements):
    """The server ends this connection before so many statements are executed."""
    asked, address = [], connection.get_connection_params()

    def execute(run, sql, params, many, context):
        asked.append(sql)
        if len(asked) == statements:
            with psycopg.connect(**address, autocommit=True) as other:
                pid = connection.connection.info.backend_pid
                other.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
        return run(sql, params, many, context)

    return connection.execute_wrapper(execute)


def test_a_disk_without_room_is_told_in_a_sentence_and_what_was_typed_is_given_back(browser, case, monkeypatch):
    def full(*_, **__):
        raise OperationalError("could not extend file") from psycopg.errors.DiskFull()

    monkeypatch.setattr(Case.objects.__class__, "visible_to", full)
    answer = browser.post(page(case, "record_session"), typed())
    assert answer.status_code == 503
    assert "There is no room to save this" in answer.text
    assert TEXT in answer.text


def test_what_is_no_waiting_stays_a_fault_of_ours():
    assert failures.why(RuntimeError()) is None
    assert failures.why(InterfaceError()) == failures.Failure.AWAY
    refused = OperationalError()
    refused.__cause__ = psycopg.errors.OutOfMemory()
    assert failures.why(refused) is None


# --- What is said to the database -------------------------------------------------------------------------------------
def shown():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('lock_timeout'), current_setting('statement_timeout')")
        return cursor.fetchone()


def test_the_limits_hold_in_every_transaction_and_stay_in_none():
    connection.set_autocommit(False)
    try:
        for _ in range(2):
            assert shown() == ("200ms", "20s")
            connection.rollback()
    finally:
        connection.set_autocommit(True)
    assert shown() == ("0", "0")  # a plain read outside a transaction, which was told nothing


def test_no_process_has_its_statements_compiled():
    connection.set_autocommit(False)
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('jit')")
            assert cursor.fetchone() == ("off",)
    finally:
        connection.rollback()
        connection.set_autocommit(True)


def test_a_write_outside_a_transaction_has_them_as_well(case):
    with holding(case), pytest.raises(OperationalError) as refused:
        Case.objects.filter(pk=case.pk).update(episode=2)
    assert failures.why(refused.value) == failures.Failure.HELD


def test_whoever_owns_the_tables_has_none():
    with working_as(Kind.OWNER):
        assert limits() == {}
