"""A child has one active warning notice from one suspect on each basis: one under section 49 can stand beside one under
section 2. Built while people go on working, before the narrower rule goes."""

from django.db import migrations, models
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce

NARROWER, NAME = "one_active_notice_per_child_and_suspect", "one_active_notice_for_each_basis"
# Of a notice that was proposed first, only the measure said on what it rests.
BASES = """
UPDATE perpetrators_protectedchild row SET facts = row.facts || jsonb_build_object('basis', measure.facts -> 'basis')
FROM perpetrators_measure measure
WHERE measure.id = row.measure_id AND measure.kind = 'cawn' AND measure.facts ? 'basis' AND NOT row.facts ? 'basis'"""
UNIQUE = f"""
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS {NAME} ON perpetrators_protectedchild
    (child_id, notice_to_id, (COALESCE(facts ->> 'basis', '')))"""


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("perpetrators", "0016_ranks_from_a_list")]

    operations = [
        migrations.RunSQL(BASES, migrations.RunSQL.noop),
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(UNIQUE, f"DROP INDEX CONCURRENTLY IF EXISTS {NAME}")],
            state_operations=[
                migrations.AddConstraint(
                    model_name="protectedchild",
                    constraint=models.UniqueConstraint(
                        models.F("child"),
                        models.F("notice_to"),
                        Coalesce(KeyTextTransform("basis", "facts"), models.Value("")),
                        name=NAME,
                    ),
                )
            ],
        ),
        migrations.RemoveConstraint(model_name="protectedchild", name=NARROWER),
    ]
