"""The record is proved once a night; what came of it is kept, and those who must know read it on their pages."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from emerald.audit.checks import works_as_a_role_that_owns_nothing
from emerald.audit.database_role import grant
from emerald.audit.models import Verification
from emerald.audit.seal import LOCK
from emerald.audit.tasks import verify as nightly
from emerald.audit.verify import Check, verify
from emerald.timetable import TIMETABLE
from tests.days import standing_at
from tests.factories.bare import past_the_rules
from tests.factories.people import make_user
from tests.parts import joined_for_this_test

pytestmark = pytest.mark.django_db


def execute(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)


def text_of(role, page, client):
    client.force_login(make_user(role=role))
    return " ".join(client.get(reverse(page)).text.split())


@pytest.fixture
def broken():
    """A database whose last verification found a fault."""
    execute("ALTER TABLE cases_case DISABLE TRIGGER USER")
    nightly()
    return Verification.objects.last_one()


@pytest.mark.parametrize("role", ["data_protection_officer", "auditor"])
def test_before_the_first_verification_the_page_says_so(client, role):
    assert "The whole record has not been proved yet." in text_of(role, "audit_seals", client)


def test_an_unbroken_record_is_said_to_be_so(client):
    nightly()
    assert "and was unbroken" in text_of("data_protection_officer", "audit_seals", client)
    assert ": unbroken" in text_of("system_administrator", "operations", client)
    assert "The record is broken" not in text_of("data_protection_officer", "audit_log", client)


def test_a_broken_one_is_told_to_the_data_protection_officer_and_to_operations(client, broken):
    assert broken.faults == len(broken.broken) > 0
    said = text_of("data_protection_officer", "audit_seals", client)
    assert "The record is broken" in said
    assert "of cases_case is switched off." in said
    assert "The record is broken" in text_of("data_protection_officer", "audit_log", client)
    assert f"broken, {broken.faults} faults" in text_of("system_administrator", "operations", client)


def test_what_was_found_is_logged_without_a_name(broken, caplog):
    with past_the_rules():
        Verification.objects.all().delete()
    nightly()
    assert "The record is broken. The trigger" in caplog.text


@pytest.mark.parametrize(
    ("hour", "last", "due"),
    [
        (3, None, True),
        (3, "02:30", False),
        (3, "01:30", True),
        (1, "01:00 the day before", True),
        (1, "02:30 the day before", False),
        (23, "02:30", False),
    ],
)
def test_verification_is_due_once_a_night(hour, last, due):
    now = timezone.localtime().replace(month=6, day=15, hour=hour, minute=0, second=0, microsecond=0)
    if last:
        clock = last.split()[0].split(":")
        at = now.replace(hour=int(clock[0]), minute=int(clock[1])) - timedelta(days="before" in last)
        with past_the_rules():
            Verification.objects.create(at=at, seals=0, rows=0, faults=0, seconds=0, xid=1)
    with standing_at(now):
        assert Verification.objects.is_due() == due


def test_the_timetable_asks_often_enough_to_make_up_for_a_missed_night():
    assert TIMETABLE["prove the record"]["schedule"] <= 3600


class TestWhatCannotBeAsked:
    @pytest.mark.parametrize(
        "table",
        [
            "audit_seal",
            "audit_accessentry",
            "cases_childhistory",
            "cases_child",
            "audit_secrettrace",
            "accounts_user",
            "audit_verification",
            "audit_clockmove",
        ],
    )
    def test_a_missing_table_is_a_sentence(self, table):
        execute(f"DROP TABLE {table} CASCADE")
        with pytest.raises(CommandError, match=f"The table {table} is missing."):
            call_command("verify_audit", stdout=StringIO())

    def test_a_check_that_fails_in_the_database_does_not_end_the_others(self, monkeypatch):
        check = Check("the moon is full", lambda: [list(Verification.objects.raw("SELECT * FROM moon"))])
        joined_for_this_test(monkeypatch, evidence=(check,))
        execute("SAVEPOINT before")
        execute("ALTER TABLE cases_case DISABLE TRIGGER USER")
        said = "\n".join(verify().broken)
        execute("ROLLBACK TO SAVEPOINT before")
        assert "It could not be checked whether the moon is full (the database answers 42P01)." in said
        assert "of cases_case is switched off." in said


def test_somebody_who_keeps_sealing_from_going_on_is_told_of(another, monkeypatch):
    monkeypatch.setattr("emerald.audit.seal.PATIENCE", "50ms")
    with another.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        assert "Somebody has kept sealing from going on for 50ms: nothing is sealed." in verify().broken


class TestRole:
    def test_the_database_role_is_made_once_and_mended_when_run_again(self):
        told = StringIO()
        for _ in range(2):
            call_command("grant_application", "emerald_tried", stdout=told)
        execute("GRANT DELETE ON audit_accessentry TO emerald_tried")
        call_command("grant_application", "emerald_tried", stdout=told)
        assert told.getvalue().count("own nothing") == 3

    def test_the_owner_of_the_tables_is_refused_as_the_web_role(self):
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_user")
            (owner,) = cursor.fetchone()
        with pytest.raises(CommandError, match="Name another one"):
            call_command("grant_application", owner)

    def test_a_role_that_owns_something_is_told_of(self):
        execute("CREATE ROLE emerald_tried; ALTER TABLE cases_pack OWNER TO emerald_tried")
        with pytest.raises(CommandError, match="it owns tables"):
            call_command("grant_application", "emerald_tried")

    def test_in_production_the_owner_is_warned_and_the_application_is_not(self, settings):
        settings.PRODUCTION = True
        [warning] = works_as_a_role_that_owns_nothing(databases=["default"])
        assert "can undo evidence" in warning.msg
        grant("emerald_tried")
        execute("SET LOCAL ROLE emerald_tried")
        assert works_as_a_role_that_owns_nothing(databases=["default"]) == []
