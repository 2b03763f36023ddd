"""Of an interim order its own last day is kept beside the day on which the order in full cut it short."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('perpetrators', '0015_over_on_a_day'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='measure',
            name='legal_measure_moves_only',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='measure',
            name='keep_periods',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='measureperiod',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='measureperiod',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='measureperiod',
            name='delete_delete',
        ),
        migrations.RemoveConstraint(
            model_name='measureperiod',
            name='period_has_days',
        ),
        migrations.AddField(
            model_name='measureperiod',
            name='own_last_day',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='measureperiodhistory',
            name='own_last_day',
            field=models.DateField(null=True),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='measure',
            trigger=pgtrigger.compiler.Trigger(name='legal_measure_moves_only', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE _is_valid_transition BOOLEAN;', func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{considered:applied,considered:interim,considered:in_force,applied:interim,applied:in_force,interim:in_force,interim:varied,interim:breached,interim:expired,interim:discharged,interim:withdrawn,in_force:varied,in_force:breached,in_force:expired,in_force:discharged,in_force:withdrawn,varied:breached,varied:expired,varied:discharged,varied:withdrawn,breached:expired,breached:discharged,breached:withdrawn,considered:refused,considered:withdrawn,applied:refused,applied:withdrawn,interim:refused,varied:refused,breached:refused,varied:in_force,breached:in_force,expired:interim,expired:in_force,expired:varied,expired:breached,expired:discharged,expired:refused,expired:withdrawn}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;', hash='7aee41be996592e7060b6cb46a3022141b084cbd', operation='UPDATE', pgid='pgtrigger_legal_measure_moves_only_51503', table='perpetrators_measure', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='measure',
            trigger=pgtrigger.compiler.Trigger(name='keep_periods', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE first date; last date; provisional boolean;', func="\n    first := CASE WHEN NEW.kind IN ('pre_charge_bail')\n                    THEN coalesce(NEW.made_on, NEW.started_on) ELSE NEW.started_on END;\n    IF first IS NULL OR NEW.state IN ('considered', 'applied') THEN\n        RETURN NEW;\n    END IF;\n    provisional := NEW.state = 'interim';\n    IF NEW.state NOT IN ('interim', 'in_force') THEN\n        SELECT period.interim INTO provisional FROM perpetrators_measureperiod period\n        WHERE period.measure_id = NEW.id ORDER BY period.interim LIMIT 1;\n        IF NOT FOUND AND (NEW.made_on IS NULL AND NEW.state IN ('expired', 'discharged', 'refused', 'withdrawn') OR NEW.state = 'refused') THEN\n            RETURN NEW;  -- it was refused or withdrawn before it was made\n        END IF;\n        provisional := coalesce(provisional, false);\n    END IF;\n    last := CASE WHEN least(NEW.ends_on, CASE WHEN NEW.state IN ('expired', 'discharged', 'refused', 'withdrawn') THEN NEW.ended_on - 1 END) < first THEN first - 1 ELSE least(NEW.ends_on, CASE WHEN NEW.state IN ('expired', 'discharged', 'refused', 'withdrawn') THEN NEW.ended_on - 1 END) END;\n    INSERT INTO perpetrators_measureperiod AS kept\n        (measure_id, interim, first_day, last_day, own_last_day, served_on)\n    VALUES (NEW.id, provisional, first, last, last, NEW.served_on)\n    ON CONFLICT (measure_id, interim) DO UPDATE\n        SET first_day = EXCLUDED.first_day, last_day = EXCLUDED.last_day, own_last_day = EXCLUDED.own_last_day,\n            served_on = EXCLUDED.served_on\n        WHERE (kept.first_day, kept.last_day, kept.own_last_day, kept.served_on)\n            IS DISTINCT FROM (EXCLUDED.first_day, EXCLUDED.last_day, EXCLUDED.own_last_day, EXCLUDED.served_on);\n    IF NOT provisional THEN\n        UPDATE perpetrators_measureperiod interim SET last_day = CASE WHEN least(interim.own_last_day, first - 1, CASE WHEN NEW.state IN ('expired', 'discharged', 'refused', 'withdrawn') THEN NEW.ended_on - 1 END) < interim.first_day THEN interim.first_day - 1 ELSE least(interim.own_last_day, first - 1, CASE WHEN NEW.state IN ('expired', 'discharged', 'refused', 'withdrawn') THEN NEW.ended_on - 1 END) END\n        WHERE measure_id = NEW.id AND interim.interim AND interim.last_day IS DISTINCT FROM CASE WHEN least(interim.own_last_day, first - 1, CASE WHEN NEW.state IN ('expired', 'discharged', 'refused', 'withdrawn') THEN NEW.ended_on - 1 END) < interim.first_day THEN interim.first_day - 1 ELSE least(interim.own_last_day, first - 1, CASE WHEN NEW.state IN ('expired', 'discharged', 'refused', 'withdrawn') THEN NEW.ended_on - 1 END) END;\n    END IF;\n    RETURN NEW;\n", hash='5c1b95cde7d57675e566f421a80040150b79cd90', operation='INSERT OR UPDATE OF "state", "kind", "made_on", "started_on", "ends_on", "ended_on", "served_on"', pgid='pgtrigger_keep_periods_32235', table='perpetrators_measure', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='measureperiod',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "perpetrators_measureperiodhistory" ("first_day", "id", "interim", "last_day", "measure_id", "own_last_day", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "served_on") VALUES (NEW."first_day", NEW."id", NEW."interim", NEW."last_day", NEW."measure_id", NEW."own_last_day", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."served_on"); RETURN NULL;', hash='b37de4f068e99311bb0b644637684760498c1c92', operation='INSERT', pgid='pgtrigger_insert_insert_c93cc', table='perpetrators_measureperiod', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='measureperiod',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "perpetrators_measureperiodhistory" ("first_day", "id", "interim", "last_day", "measure_id", "own_last_day", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "served_on") VALUES (NEW."first_day", NEW."id", NEW."interim", NEW."last_day", NEW."measure_id", NEW."own_last_day", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."served_on"); RETURN NULL;', hash='c45c94d54ecf06c2f6f567e3ff44c8a0b6d8ad01', operation='UPDATE', pgid='pgtrigger_update_update_9853a', table='perpetrators_measureperiod', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='measureperiod',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "perpetrators_measureperiodhistory" ("first_day", "id", "interim", "last_day", "measure_id", "own_last_day", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "served_on") VALUES (OLD."first_day", OLD."id", OLD."interim", OLD."last_day", OLD."measure_id", OLD."own_last_day", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."served_on"); RETURN NULL;', hash='bb5f401732a683da3f010dd888fbfad0451eca6a', operation='DELETE', pgid='pgtrigger_delete_delete_792a6', table='perpetrators_measureperiod', when='AFTER')),
        ),
    ]
