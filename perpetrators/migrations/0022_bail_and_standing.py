"""Whether a conviction was for an offence against a child; bail has its stages and no return after its last day."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('perpetrators', "0021_the_councils_own"),
    ]

    operations = [
        migrations.AddField(
            model_name='legalevent',
            name='against_child',
            field=models.BooleanField(blank=True, null=True, verbose_name='whether it was against a child'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='measure',
            trigger=pgtrigger.compiler.Trigger(name='return_within_bail', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        IF NEW.kind = 'pre_charge_bail' AND NEW.facts ->> 'return_on' ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'\n           AND (NEW.facts ->> 'return_on')::date > NEW.ends_on\n           AND (TG_OP = 'INSERT' OR (OLD.facts, OLD.ends_on) IS DISTINCT FROM (NEW.facts, NEW.ends_on)) THEN\n            RAISE EXCEPTION 'nobody returns on bail after its last day' USING ERRCODE = 'check_violation';\n        END IF;\n        RETURN NEW;\n    ", hash='3869f43f6f42b3d1ea9646b011e0ab152bdedab5', operation='INSERT OR UPDATE OF "facts", "ends_on"', pgid='pgtrigger_return_within_bail_df97b', table='perpetrators_measure', when='BEFORE')),
        ),
        AddConstraintNotValid(
            model_name='legalevent',
            constraint=models.CheckConstraint(condition=models.Q(('step', 'conviction'), ('against_child', None), _connector='OR'), name='legal_event_against_child_if_convicted'),
        ),
        AddConstraintNotValid(
            model_name='measure',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'pre_charge_bail'), _negated=True), ('until_further_order', False), _connector='OR'), name='measure_bail_has_stages'),
        ),
    ]
