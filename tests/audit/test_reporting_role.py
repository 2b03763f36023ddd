"""Whoever reads for reports counts everything and knows nobody."""

from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import DatabaseError, connection, models, transaction

from emerald.audit.reporting_role import COLUMNS
from emerald.audit.verify_policies import check_policies

pytestmark = pytest.mark.django_db
ROLE = "emerald_reports_tried"


@pytest.fixture
def reports(case):
    told = StringIO()
    for _ in range(2):
        call_command("grant_reporting", ROLE, stdout=told)
    assert told.getvalue().count("write nothing") == 2
    with connection.cursor() as cursor:
        yield cursor
        cursor.execute("RESET ROLE")


def refused(cursor, sql):
    with pytest.raises(DatabaseError), transaction.atomic():
        cursor.execute(sql)


def test_it_counts_every_case(reports):
    reports.execute(f"SET LOCAL ROLE {ROLE}")
    reports.execute("SELECT count(id), min(state) FROM cases_case")
    assert reports.fetchone() == (1, "at_risk")


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT reference FROM cases_case",
        "SELECT * FROM cases_case",
        "SELECT id FROM cases_child",
        "SELECT name FROM accounts_user",
        "SELECT rationale FROM cases_statechange",
        "SELECT what_happened FROM interventions_session",
        "UPDATE cases_case SET state = 'victim'",
        "DELETE FROM cases_review",
    ],
)
def test_it_reads_no_words_and_changes_nothing(reports, sql):
    reports.execute(f"SET LOCAL ROLE {ROLE}")
    refused(reports, sql)


@pytest.mark.parametrize("table", COLUMNS)
def test_no_column_holds_words_or_leads_to_a_person(table):
    [model] = [one for one in apps.get_models() if one._meta.db_table == table]
    fields = [field for field in model._meta.concrete_fields if field.column in COLUMNS[table]]
    assert len(fields) == len(COLUMNS[table])
    for field in fields:
        free = isinstance(field, models.TextField | models.JSONField | models.EmailField)
        words = isinstance(field, models.CharField) and not field.choices and table != "accounts_team"
        assert not free
        assert not words or field.column in {"step", "from_state", "to_state", "risk_level", "level", "kind"}
        assert not field.is_relation or field.related_model._meta.db_table in {"cases_case", "accounts_team"}


def test_its_policies_are_known_to_whoever_verifies(reports):
    assert "\n".join(check_policies()) == ""


@pytest.mark.parametrize("to", ["PUBLIC", "emerald_application"])
def test_one_that_is_somebody_elses_is_found(reports, to):
    reports.execute(f"ALTER POLICY emerald_counts ON cases_case TO {to}")
    assert "The policy emerald_counts of cases_case is not one of Emerald's." in "\n".join(check_policies())
