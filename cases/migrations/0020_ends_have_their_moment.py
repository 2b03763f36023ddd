"""When the end of somebody's part in a case was recorded: by it is told what was known of it on an earlier day."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0019_names_keyed'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='allocation',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='allocation',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='allocation',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='allocation',
            name='ended_at',
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='allocationhistory',
            name='ended_at',
            field=models.DateTimeField(editable=False, null=True),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='allocation',
            trigger=pgtrigger.compiler.Trigger(name='end_has_its_moment', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n                    IF NEW.ended_on IS NULL THEN\n                        NEW.ended_at := NULL;\n                    ELSE\n                        NEW.ended_at := coalesce(NEW.ended_at, clock_timestamp());\n                    END IF;\n                    RETURN NEW;\n                ', hash='b7fd9e23c0efc60d44afefed930b7b70132de931', operation='INSERT OR UPDATE OF "ended_on", "ended_at"', pgid='pgtrigger_end_has_its_moment_110d5', table='cases_allocation', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='allocation',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "cases_allocationhistory" ("because", "case_id", "end_note", "end_reason", "ended_at", "ended_by_id", "ended_on", "hand_over_note", "id", "made_at", "made_by_id", "part", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "started_on", "user_id") VALUES (NEW."because", NEW."case_id", NEW."end_note", NEW."end_reason", NEW."ended_at", NEW."ended_by_id", NEW."ended_on", NEW."hand_over_note", NEW."id", NEW."made_at", NEW."made_by_id", NEW."part", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."started_on", NEW."user_id"); RETURN NULL;', hash='a520e96df08c784c2a1b7caefff21be8464f36b4', operation='INSERT', pgid='pgtrigger_insert_insert_70f31', table='cases_allocation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='allocation',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "cases_allocationhistory" ("because", "case_id", "end_note", "end_reason", "ended_at", "ended_by_id", "ended_on", "hand_over_note", "id", "made_at", "made_by_id", "part", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "started_on", "user_id") VALUES (NEW."because", NEW."case_id", NEW."end_note", NEW."end_reason", NEW."ended_at", NEW."ended_by_id", NEW."ended_on", NEW."hand_over_note", NEW."id", NEW."made_at", NEW."made_by_id", NEW."part", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."started_on", NEW."user_id"); RETURN NULL;', hash='2bb3372c7f09948dec3ac5ed237ffe1b766ae2d1', operation='UPDATE', pgid='pgtrigger_update_update_04922', table='cases_allocation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='allocation',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "cases_allocationhistory" ("because", "case_id", "end_note", "end_reason", "ended_at", "ended_by_id", "ended_on", "hand_over_note", "id", "made_at", "made_by_id", "part", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "started_on", "user_id") VALUES (OLD."because", OLD."case_id", OLD."end_note", OLD."end_reason", OLD."ended_at", OLD."ended_by_id", OLD."ended_on", OLD."hand_over_note", OLD."id", OLD."made_at", OLD."made_by_id", OLD."part", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."started_on", OLD."user_id"); RETURN NULL;', hash='c7bb2d869ea274ba47d46c0bfe62325a7c8010ab', operation='DELETE', pgid='pgtrigger_delete_delete_babb1', table='cases_allocation', when='AFTER')),
        ),
    ]
