"""The lists of a manager's first page have indexes."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [('cases', '0012_who_is_led')]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name='case',
            trigger=pgtrigger.compiler.Trigger(name='led_by_allocations_alone', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (pg_trigger_depth() = 0)', func="\n            NEW.led := TG_OP = 'UPDATE' AND OLD.led;\n            RETURN NEW;\n        ", hash='0312c2854f2f38ad880572b736a2863386ef8d68', operation='INSERT OR UPDATE OF "led"', pgid='pgtrigger_led_by_allocations_alone_c38c3', table='cases_case', when='BEFORE')),
        ),
        AddIndexConcurrently(
            model_name='case',
            index=models.Index(condition=models.Q(('led', False), ('state__in', ('at_risk', 'victim'))), fields=['-opened_on', '-id'], name='case_without_lead'),
        ),
        AddIndexConcurrently(
            model_name='case',
            index=models.Index(models.OrderBy(models.F('last_seen_on'), nulls_first=True), models.F('id'), condition=models.Q(('state__in', ('at_risk', 'victim'))), name='case_longest_unseen'),
        ),
    ]
