"""The tables that grow with the council have no index that another one says as well: each is written with every row."""

import pytest
from django.apps import apps
from django.db import connection

pytestmark = pytest.mark.django_db

# What a shorter index finds, one that begins with the same columns finds too. A unique one is kept: it is a rule.
SAID_TWICE = """
SELECT short.indrelid::regclass::text, short.indexrelid::regclass::text, long.indexrelid::regclass::text
FROM pg_index short JOIN pg_index long ON long.indrelid = short.indrelid AND long.indexrelid <> short.indexrelid
JOIN pg_class s ON s.oid = short.indexrelid JOIN pg_class l ON l.oid = long.indexrelid
WHERE s.relam = l.relam AND s.relam = (SELECT oid FROM pg_am WHERE amname = 'btree')
  AND short.indpred IS NULL AND long.indpred IS NULL AND NOT short.indisunique AND 0 <> ALL (short.indkey)
  AND short.indclass[0] = long.indclass[0]
  AND string_to_array(short.indkey::text, ' ')
      = (string_to_array(long.indkey::text, ' '))[1:array_length(string_to_array(short.indkey::text, ' '), 1)]
  AND short.indrelid::regclass::text ~ %s
ORDER BY 1, 2, 3
"""
GROW = "^(cases|interventions|audit_accessentry)"


def said_twice(tables=GROW):
    with connection.cursor() as cursor:
        cursor.execute(SAID_TWICE, [tables])
        return cursor.fetchall()


def test_no_index_of_a_table_that_grows_is_the_beginning_of_another():
    assert said_twice() == [], "give the key db_index=False"


def test_an_index_that_another_says_as_well_is_found():
    with connection.cursor() as cursor:
        cursor.execute("CREATE INDEX by_case ON cases_chronologyentry (case_id)")
        cursor.execute("CREATE INDEX by_moment ON cases_chronologyentry (recorded_at)")
    assert said_twice() == [("cases_chronologyentry", "by_case", "chronology_of_case")]


def test_every_constraint_and_index_of_a_model_is_in_the_database(db):
    """A migration may take one away unseen: Django drops every index on a key alone with the key's own."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT conname FROM pg_constraint UNION SELECT indexname FROM pg_indexes")
        there = {name for (name,) in cursor.fetchall()}
    said = {
        (model._meta.label, one.name)
        for model in apps.get_models()
        if model._meta.managed
        for one in (*model._meta.constraints, *model._meta.indexes)
    }
    assert len(said) > 200
    assert sorted(one for one in said if one[1] not in there) == []
