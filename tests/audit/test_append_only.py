"""Evidence is added to and never changed, whoever asks and however."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import Value
from django.db.models.functions import Concat

from emerald.accounts.models import Team
from emerald.audit.record import record_act
from emerald.audit.sealed_tables import tables

EVIDENCE = [table.name for table in tables()] + ["audit_seal", "audit_shape"]
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("table", EVIDENCE)
@pytest.mark.parametrize("change", ["DELETE FROM {}", "TRUNCATE {} CASCADE", "UPDATE {0} SET {1} = {1}"])
def test_a_table_of_evidence_refuses_change(table, change):
    with connection.cursor() as cursor:
        columns = connection.introspection.get_table_description(cursor, table)
        with pytest.raises(IntegrityError, match="evidence"), transaction.atomic():
            cursor.execute(change.format(table, columns[0].name))


def test_asking_pgtrigger_to_look_away_does_not_help():
    record_act("somebody", "opened", subject="case")
    with connection.cursor() as cursor:
        cursor.execute("SELECT array_agg(tgname)::text FROM pg_trigger WHERE NOT tgisinternal")
        cursor.execute("SELECT set_config('pgtrigger.ignore', %s, true)", cursor.fetchone())
        with pytest.raises(IntegrityError, match="evidence"), transaction.atomic():
            cursor.execute("DELETE FROM audit_accessentry")


def test_history_outlives_what_it_tells_of():
    team = Team.objects.create(name="Short-lived", slug="short")
    key = team.pk
    team.delete()
    kept = Team.pgh_event_model.objects.filter(pgh_obj_id=key).order_by("pgh_id")
    assert [row.pgh_label for row in kept] == ["insert", "delete"]


def test_changes_in_bulk_and_in_raw_sql_are_kept():
    Team.objects.bulk_create([Team(name=f"Team {n}", slug=f"t{n}") for n in range(3)])
    Team.objects.filter(slug__in=["t0", "t1"]).update(name=Concat("name", Value(" East")))
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM accounts_team WHERE slug = 't2'")
    kept = Team.pgh_event_model.objects.filter(slug__in=["t0", "t1", "t2"]).order_by("pgh_id")
    assert [row.pgh_label for row in kept] == ["insert"] * 3 + ["update"] * 2 + ["delete"]
