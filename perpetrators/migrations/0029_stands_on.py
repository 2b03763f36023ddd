"""An order that a later one ended stands on where that one was a mistake or was made on another day."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('perpetrators', '0028_names_keyed'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='measure',
            name='legal_measure_moves_only',
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='measure',
            trigger=pgtrigger.compiler.Trigger(name='legal_measure_moves_only', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE _is_valid_transition BOOLEAN;', func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{considered:applied,considered:interim,considered:in_force,applied:interim,applied:in_force,interim:in_force,interim:varied,interim:breached,interim:expired,interim:discharged,interim:withdrawn,in_force:varied,in_force:breached,in_force:expired,in_force:discharged,in_force:withdrawn,varied:breached,varied:expired,varied:discharged,varied:withdrawn,breached:expired,breached:discharged,breached:withdrawn,considered:refused,considered:withdrawn,applied:refused,applied:withdrawn,interim:refused,varied:refused,breached:refused,varied:in_force,breached:in_force,expired:interim,expired:in_force,expired:varied,expired:breached,expired:discharged,expired:refused,expired:withdrawn,breached:interim,discharged:interim,discharged:in_force,discharged:varied,discharged:breached,considered:mistaken,applied:mistaken,interim:mistaken,in_force:mistaken,varied:mistaken,breached:mistaken,expired:mistaken,discharged:mistaken,refused:mistaken,withdrawn:mistaken}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;', hash='819f8e22a7101b97db38e5c34edac76f9cea2194', operation='UPDATE', pgid='pgtrigger_legal_measure_moves_only_51503', table='perpetrators_measure', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='measure',
            trigger=pgtrigger.compiler.Trigger(name='discharged_for_good', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."state" IN (\'interim\', \'in_force\', \'varied\', \'breached\') AND OLD."state" = \'discharged\')', func='\n        IF NOT EXISTS (SELECT 1 FROM perpetrators_measureevent event WHERE event.measure_id = NEW.id\n                          AND event.step = \'ceased\' AND event."on" = OLD.ended_on) THEN\n            RAISE EXCEPTION \'a measure that was discharged stands no more\' USING ERRCODE = \'check_violation\';\n        END IF;\n        RETURN NEW;\n    ', hash='c6252e81aa3d333f80cf2639a929f83c38987d5a', operation='UPDATE OF "state"', pgid='pgtrigger_discharged_for_good_79c9a', table='perpetrators_measure', when='BEFORE')),
        ),
    ]
