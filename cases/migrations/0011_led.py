"""A case says whether somebody is its lead worker; from now on its allocations keep that."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [('accounts', '0006_asked_for_from_the_server'), ('cases', '0010_indexes_said_once')]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='case',
            name='update_update',
        ),
        migrations.AddField(
            model_name='case',
            name='led',
            field=models.BooleanField(db_default=False, editable=False),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='allocation',
            trigger=pgtrigger.compiler.Trigger(name='tells_whether_led', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE concerned bigint[]; written int;', func="\n            concerned := ARRAY(SELECT DISTINCT one.case_id\n                               FROM (VALUES (OLD.case_id, OLD.part), (NEW.case_id, NEW.part)) one (case_id, part)\n                               WHERE one.part = 'lead');\n            UPDATE cases_case SET led = EXISTS (SELECT FROM cases_allocation one WHERE one.case_id = cases_case.id\n                                                AND one.part = 'lead' AND one.ended_on IS NULL)\n            WHERE id = ANY(concerned);\n            GET DIAGNOSTICS written = ROW_COUNT;\n            IF written < cardinality(concerned) THEN  -- hidden from whoever writes: rather not at all than wrongly\n                RAISE EXCEPTION 'whoever writes an allocation sees its case' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NULL;\n        ", hash='1f9c572bada60479ecb78c7ea9ca81d17868300c', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_tells_whether_led_095b6', table='cases_allocation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='case',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."child_id" IS DISTINCT FROM (NEW."child_id") OR OLD."child_then" IS DISTINCT FROM (NEW."child_then") OR OLD."closed_on" IS DISTINCT FROM (NEW."closed_on") OR OLD."closure_reason" IS DISTINCT FROM (NEW."closure_reason") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."episode" IS DISTINCT FROM (NEW."episode") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."last_seen_on" IS DISTINCT FROM (NEW."last_seen_on") OR OLD."opened_on" IS DISTINCT FROM (NEW."opened_on") OR OLD."reference" IS DISTINCT FROM (NEW."reference") OR OLD."risk_level" IS DISTINCT FROM (NEW."risk_level") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."team_id" IS DISTINCT FROM (NEW."team_id") OR OLD."version" IS DISTINCT FROM (NEW."version"))', func='INSERT INTO "cases_casehistory" ("child_id", "child_then", "closed_on", "closure_reason", "created_at", "episode", "id", "last_seen_on", "opened_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "risk_level", "state", "team_id", "version") VALUES (NEW."child_id", NEW."child_then", NEW."closed_on", NEW."closure_reason", NEW."created_at", NEW."episode", NEW."id", NEW."last_seen_on", NEW."opened_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."reference", NEW."risk_level", NEW."state", NEW."team_id", NEW."version"); RETURN NULL;', hash='98eaa8801795dd4fb329aade243fb58040d778f2', operation='UPDATE', pgid='pgtrigger_update_update_f5146', table='cases_case', when='AFTER')),
        ),
    ]
