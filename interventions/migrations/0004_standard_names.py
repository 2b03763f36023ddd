"""A planned session is resolved. Names alone change."""

from emerald.batched_operations import in_runs
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0009_standard_names'),
        ('interventions', '0003_history_is_stamped'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = in_runs(
        [
        pgtrigger.migrations.RemoveTrigger(
            model_name='plannedsession',
            name='settled_plan_stays',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='plannedsession',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='plannedsession',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='plannedsession',
            name='delete_delete',
        ),
        migrations.RemoveConstraint(
            model_name='plannedsession',
            name='plan_waits_or_is_settled',
        ),
        migrations.RenameField(
            model_name='plannedsession',
            old_name='settled_at',
            new_name='resolved_at',
        ),
        migrations.RenameField(
            model_name='plannedsession',
            old_name='settled_by',
            new_name='resolved_by',
        ),
        migrations.RenameField(
            model_name='plannedsessionhistory',
            old_name='settled_at',
            new_name='resolved_at',
        ),
        migrations.RenameField(
            model_name='plannedsessionhistory',
            old_name='settled_by',
            new_name='resolved_by',
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='plannedsession',
            trigger=pgtrigger.compiler.Trigger(name='resolved_plan_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."outcome" IN (\'recorded\', \'called_off\'))', func="\n                RAISE EXCEPTION 'a planned session that was recorded or called off never changes'\n                    USING ERRCODE = 'restrict_violation';\n            ", hash='52b6691549e19acf0d3948f50be208ce2b7ab1c9', operation='UPDATE', pgid='pgtrigger_resolved_plan_stays_3eda3', table='interventions_plannedsession', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='plannedsession',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "interventions_plannedsessionhistory" ("aims", "called_off_by", "case_id", "id", "outcome", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "planned_at", "planned_by_id", "planned_for", "resolved_at", "resolved_by_id", "session_id", "version", "why_called_off", "work") VALUES (NEW."aims", NEW."called_off_by", NEW."case_id", NEW."id", NEW."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."place", NEW."planned_at", NEW."planned_by_id", NEW."planned_for", NEW."resolved_at", NEW."resolved_by_id", NEW."session_id", NEW."version", NEW."why_called_off", NEW."work"); RETURN NULL;', hash='233d5211e594ad6d1809a743355cb71f02b346d6', operation='INSERT', pgid='pgtrigger_insert_insert_1a842', table='interventions_plannedsession', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='plannedsession',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "interventions_plannedsessionhistory" ("aims", "called_off_by", "case_id", "id", "outcome", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "planned_at", "planned_by_id", "planned_for", "resolved_at", "resolved_by_id", "session_id", "version", "why_called_off", "work") VALUES (NEW."aims", NEW."called_off_by", NEW."case_id", NEW."id", NEW."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."place", NEW."planned_at", NEW."planned_by_id", NEW."planned_for", NEW."resolved_at", NEW."resolved_by_id", NEW."session_id", NEW."version", NEW."why_called_off", NEW."work"); RETURN NULL;', hash='c95c874dc6f3ddbee7df150345bb40f73c889b46', operation='UPDATE', pgid='pgtrigger_update_update_5c8fc', table='interventions_plannedsession', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='plannedsession',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "interventions_plannedsessionhistory" ("aims", "called_off_by", "case_id", "id", "outcome", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "planned_at", "planned_by_id", "planned_for", "resolved_at", "resolved_by_id", "session_id", "version", "why_called_off", "work") VALUES (OLD."aims", OLD."called_off_by", OLD."case_id", OLD."id", OLD."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."place", OLD."planned_at", OLD."planned_by_id", OLD."planned_for", OLD."resolved_at", OLD."resolved_by_id", OLD."session_id", OLD."version", OLD."why_called_off", OLD."work"); RETURN NULL;', hash='5d0c32a985f1450c9a7288012cd1eed3789cf095', operation='DELETE', pgid='pgtrigger_delete_delete_bc464', table='interventions_plannedsession', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='plannedsession',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('called_off_by', ''), ('outcome', 'waiting'), ('resolved_at', None), ('resolved_by', None), ('session', None), ('why_called_off', '')), models.Q(('called_off_by', ''), ('outcome', 'recorded'), ('resolved_at__isnull', False), ('resolved_by__isnull', False), ('session__isnull', False), ('why_called_off', '')), models.Q(('outcome', 'called_off'), ('resolved_at__isnull', False), ('resolved_by__isnull', False), ('session', None), models.Q(('called_off_by', ''), _negated=True), models.Q(('why_called_off', ''), _negated=True)), _connector='OR'), name='plan_waits_or_is_resolved'),
        ),
        ]
    )
