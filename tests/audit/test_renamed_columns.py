"""A column of evidence that a migration renamed is still proven by the seals of before, and by nothing else."""

import pytest
from django.apps import apps
from django.db import connection, transaction
from hypothesis import given
from hypothesis import strategies as some

from emerald.audit import renamed_columns
from emerald.audit.models import Seal, Shape
from emerald.audit.record import record_act
from emerald.audit.sealed_tables import fix_spelling, tables
from emerald.audit.verify_rows import check_rows

TABLE = "audit_accessentry"
NAMES = some.sampled_from("abcdef")


@pytest.fixture
def renamed(monkeypatch):
    def say(**names):
        monkeypatch.setattr(renamed_columns, "renamed_columns", lambda: {TABLE: names})

    return say


def found():
    [table] = [one for one in tables() if one.name == TABLE]
    with transaction.atomic():
        fix_spelling()
        return check_rows(
            table, list(Seal.objects.in_order()), {one.fingerprint: one.columns for one in Shape.objects.all()}
        )[1]


@pytest.fixture
def sealed_and_renamed(seal):
    """Two sealed rows, whose column `detail` is called `remark` since."""
    for number in (1, 2):
        record_act(f"reader {number}", "opened", subject="case", detail=f"page {number}")
    seal()
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {TABLE} RENAME COLUMN detail TO remark")
    yield
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {TABLE} RENAME COLUMN remark TO detail")


@pytest.mark.django_db(transaction=True)
class TestSeals:
    def test_a_renamed_column_is_still_proven(self, sealed_and_renamed, renamed):
        renamed(detail="remark")
        assert found() == []

    def test_a_row_changed_after_the_renaming_is_found(self, sealed_and_renamed, renamed, tamper):
        renamed(detail="remark")
        tamper(f"UPDATE {TABLE} SET remark = 'another page' WHERE remark = 'page 1'")
        assert "of the 2 rows of audit_accessentry some were changed" in found()[0]

    def test_a_column_renamed_by_no_migration_is_gone(self, sealed_and_renamed, renamed):
        renamed()
        assert found() == [f"Sealed columns of {TABLE} are gone: detail."]

    def test_another_column_is_not_taken_for_the_renamed_one(self, sealed_and_renamed, renamed):
        renamed(detail="reason")
        assert found() == [f"Sealed columns of {TABLE} are gone: detail."]


@given(columns=some.sets(NAMES), there=some.sets(NAMES))
def test_without_a_renaming_every_column_has_its_own_name(columns, there):
    assert renamed_columns.names_now("no_such_table", columns, there) == {one: one for one in columns}


@pytest.mark.parametrize(
    ("columns", "there", "expected"),
    [
        (["a"], {"b"}, {"a": "b"}),  # sealed before the renaming
        (["b"], {"b"}, {"b": "b"}),  # after it
        (["a"], {"a", "b"}, {"a": "b"}),  # before it, and the name was given to another column since
        (["a", "b"], {"a", "b"}, {"a": "a", "b": "b"}),  # after that
        (["a"], {"c"}, {"a": "a"}),  # the new one is gone too
    ],
)
def test_a_name_is_that_of_the_day_of_the_seal(columns, there, expected, renamed):
    renamed(a="b")
    assert renamed_columns.names_now(TABLE, columns, there) == expected


def test_a_column_renamed_twice_has_its_last_name():
    names = {}
    for before, after in (("a", "b"), ("x", "y"), ("b", "c")):
        renamed_columns._follow(names, before, after)
    assert names == {"a": "c", "b": "c", "x": "y"}


def test_the_names_come_from_the_migrations_with_those_of_keys():
    names = renamed_columns.renamed_columns()
    assert names["cases_planactionhistory"] == {
        "standing": "status",
        "settled_on": "resolved_on",
        "settled_by_id": "resolved_by_id",
    }
    assert names["cases_chronologyentry"] == {"told_at": "recorded_at", "told_by_id": "recorded_by_id"}


def test_every_name_of_today_is_a_column_of_its_model():
    columns = {model._meta.db_table: {one.column for one in model._meta.local_fields} for model in apps.get_models()}
    for table, names in renamed_columns.renamed_columns().items():
        assert set(names.values()) <= columns[table]
