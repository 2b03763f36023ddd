"""Of an interim order its own last day is kept beside the day on which the order in full cut it short; what two people
agree was recorded by mistake leaves every figure."""

import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.expressions
import django_fsm
import emerald.audit.transaction_clock
import emerald.clock
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0006_asked_for_from_the_server'),
        ('perpetrators', '0015_over_on_a_day'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Mistake',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(max_length=300)),
                ('said_at', models.DateTimeField(default=emerald.clock.now, editable=False)),
                ('answer', models.CharField(choices=[('waiting', 'Waiting for a second person'), ('agreed', 'Recorded by mistake'), ('declined', 'It stands')], default='waiting', max_length=10)),
                ('decided_at', models.DateTimeField(null=True)),
                ('because', models.CharField(blank=True, max_length=300, verbose_name='what the second person says')),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='MistakeHistory',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_xid', models.BigIntegerField(db_default=emerald.audit.transaction_clock.TransactionNumber(), editable=False)),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('reason', models.CharField(max_length=300)),
                ('said_at', models.DateTimeField(default=emerald.clock.now, editable=False)),
                ('answer', models.CharField(choices=[('waiting', 'Waiting for a second person'), ('agreed', 'Recorded by mistake'), ('declined', 'It stands')], default='waiting', max_length=10)),
                ('decided_at', models.DateTimeField(null=True)),
                ('because', models.CharField(blank=True, max_length=300, verbose_name='what the second person says')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
            },
        ),
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
            model_name='measure',
            name='measure_state_is_known',
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
        migrations.AlterField(
            model_name='measure',
            name='state',
            field=django_fsm.FSMField(choices=[('considered', 'Considered'), ('applied', 'Applied for'), ('interim', 'Interim'), ('in_force', 'In force'), ('varied', 'In force, varied'), ('breached', 'Breached, still in force'), ('expired', 'Expired'), ('discharged', 'Discharged'), ('refused', 'Refused'), ('withdrawn', 'Withdrawn'), ('mistaken', 'Recorded by mistake')], default='considered', editable=False, max_length=50, protected=True),
        ),
        migrations.AlterField(
            model_name='measureevent',
            name='from_state',
            field=models.CharField(blank=True, choices=[('considered', 'Considered'), ('applied', 'Applied for'), ('interim', 'Interim'), ('in_force', 'In force'), ('varied', 'In force, varied'), ('breached', 'Breached, still in force'), ('expired', 'Expired'), ('discharged', 'Discharged'), ('refused', 'Refused'), ('withdrawn', 'Withdrawn'), ('mistaken', 'Recorded by mistake')], max_length=10),
        ),
        migrations.AlterField(
            model_name='measureevent',
            name='to_state',
            field=models.CharField(choices=[('considered', 'Considered'), ('applied', 'Applied for'), ('interim', 'Interim'), ('in_force', 'In force'), ('varied', 'In force, varied'), ('breached', 'Breached, still in force'), ('expired', 'Expired'), ('discharged', 'Discharged'), ('refused', 'Refused'), ('withdrawn', 'Withdrawn'), ('mistaken', 'Recorded by mistake')], max_length=10),
        ),
        migrations.AlterField(
            model_name='measurehistory',
            name='state',
            field=django_fsm.FSMField(choices=[('considered', 'Considered'), ('applied', 'Applied for'), ('interim', 'Interim'), ('in_force', 'In force'), ('varied', 'In force, varied'), ('breached', 'Breached, still in force'), ('expired', 'Expired'), ('discharged', 'Discharged'), ('refused', 'Refused'), ('withdrawn', 'Withdrawn'), ('mistaken', 'Recorded by mistake')], default='considered', editable=False, max_length=50, protected=True),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='measure',
            trigger=pgtrigger.compiler.Trigger(name='legal_measure_moves_only', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE _is_valid_transition BOOLEAN;', func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{considered:applied,considered:interim,considered:in_force,applied:interim,applied:in_force,interim:in_force,interim:varied,interim:breached,interim:expired,interim:discharged,interim:withdrawn,in_force:varied,in_force:breached,in_force:expired,in_force:discharged,in_force:withdrawn,varied:breached,varied:expired,varied:discharged,varied:withdrawn,breached:expired,breached:discharged,breached:withdrawn,considered:refused,considered:withdrawn,applied:refused,applied:withdrawn,interim:refused,varied:refused,breached:refused,varied:in_force,breached:in_force,expired:interim,expired:in_force,expired:varied,expired:breached,expired:discharged,expired:refused,expired:withdrawn,breached:interim,considered:mistaken,applied:mistaken,interim:mistaken,in_force:mistaken,varied:mistaken,breached:mistaken,expired:mistaken,discharged:mistaken,refused:mistaken,withdrawn:mistaken}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;', hash='b09ba67e76be0e0d21d81a0b4a9b9726dc2ab135', operation='UPDATE', pgid='pgtrigger_legal_measure_moves_only_51503', table='perpetrators_measure', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='measure',
            trigger=pgtrigger.compiler.Trigger(name='mistaken_by_two_people', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."state" = \'mistaken\' AND OLD."state" IS DISTINCT FROM (NEW."state"))', func="\n        IF NOT EXISTS (SELECT 1 FROM perpetrators_mistake mistake WHERE mistake.measure_id = NEW.id\n                          AND mistake.breach_id IS NULL AND mistake.answer = 'agreed') THEN\n            RAISE EXCEPTION 'two people agree that a measure was recorded by mistake' USING ERRCODE = 'check_violation';\n        END IF;\n        RETURN NEW;\n    ", hash='09091ee850063bac94e2d061f3340c93d7bb5619', operation='UPDATE OF "state"', pgid='pgtrigger_mistaken_by_two_people_191ea', table='perpetrators_measure', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='measure',
            trigger=pgtrigger.compiler.Trigger(name='breach_is_not_undone', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."state" IN (\'interim\', \'in_force\') AND OLD."state" = \'breached\')', func="\n        IF NOT (NEW.state = 'in_force' AND NOT EXISTS (\n                    SELECT 1 FROM perpetrators_measureperiod whole\n                    WHERE whole.measure_id = NEW.id AND NOT whole.interim))\n           AND EXISTS (\n                SELECT 1 FROM perpetrators_breach breach WHERE breach.measure_id = NEW.id\n                   AND breach.happened_on >= (\n                        SELECT period.first_day FROM perpetrators_measureperiod period\n                        WHERE period.measure_id = NEW.id ORDER BY period.interim LIMIT 1)\n                   AND NOT EXISTS (SELECT 1 FROM perpetrators_mistake mistake\n                                   WHERE mistake.breach_id = breach.id AND mistake.answer = 'agreed')) THEN\n            RAISE EXCEPTION 'the breach of a measure is not undone' USING ERRCODE = 'check_violation';\n        END IF;\n        RETURN NEW;\n    ", hash='e6a0b9962dfaa64169336ad9f667d40cdd25121b', operation='UPDATE OF "state"', pgid='pgtrigger_breach_is_not_undone_aa7bb', table='perpetrators_measure', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='measure',
            trigger=pgtrigger.compiler.Trigger(name='keep_periods', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE first date; last date; provisional boolean;', func="\n    first := CASE WHEN NEW.kind IN ('pre_charge_bail')\n                    THEN coalesce(NEW.made_on, NEW.started_on) ELSE NEW.started_on END;\n    IF NEW.state = 'mistaken' THEN  -- it never stood\n        DELETE FROM perpetrators_measureperiod WHERE measure_id = NEW.id;\n        RETURN NEW;\n    END IF;\n    IF first IS NULL OR NEW.state IN ('considered', 'applied') THEN\n        RETURN NEW;\n    END IF;\n    provisional := NEW.state = 'interim';\n    IF NEW.state NOT IN ('interim', 'in_force') THEN\n        SELECT period.interim INTO provisional FROM perpetrators_measureperiod period\n        WHERE period.measure_id = NEW.id ORDER BY period.interim LIMIT 1;\n        IF NOT FOUND AND (NEW.made_on IS NULL AND NEW.state IN ('expired', 'discharged', 'refused', 'withdrawn') OR NEW.state = 'refused') THEN\n            RETURN NEW;  -- it was refused or withdrawn before it was made\n        END IF;\n        provisional := coalesce(provisional, false);\n    END IF;\n    last := CASE WHEN least(NEW.ends_on, CASE WHEN NEW.state IN ('expired', 'discharged', 'refused', 'withdrawn') THEN NEW.ended_on - 1 END) < first THEN first - 1 ELSE least(NEW.ends_on, CASE WHEN NEW.state IN ('expired', 'discharged', 'refused', 'withdrawn') THEN NEW.ended_on - 1 END) END;\n    INSERT INTO perpetrators_measureperiod AS kept\n        (measure_id, interim, first_day, last_day, own_last_day, served_on)\n    VALUES (NEW.id, provisional, first, last, last, NEW.served_on)\n    ON CONFLICT (measure_id, interim) DO UPDATE\n        SET first_day = EXCLUDED.first_day, last_day = EXCLUDED.last_day, own_last_day = EXCLUDED.own_last_day,\n            served_on = EXCLUDED.served_on\n        WHERE (kept.first_day, kept.last_day, kept.own_last_day, kept.served_on)\n            IS DISTINCT FROM (EXCLUDED.first_day, EXCLUDED.last_day, EXCLUDED.own_last_day, EXCLUDED.served_on);\n    IF NOT provisional THEN\n        UPDATE perpetrators_measureperiod interim SET last_day = CASE WHEN least(interim.own_last_day, first - 1, CASE WHEN NEW.state IN ('expired', 'discharged', 'refused', 'withdrawn') THEN NEW.ended_on - 1 END) < interim.first_day THEN interim.first_day - 1 ELSE least(interim.own_last_day, first - 1, CASE WHEN NEW.state IN ('expired', 'discharged', 'refused', 'withdrawn') THEN NEW.ended_on - 1 END) END\n        WHERE measure_id = NEW.id AND interim.interim AND interim.last_day IS DISTINCT FROM CASE WHEN least(interim.own_last_day, first - 1, CASE WHEN NEW.state IN ('expired', 'discharged', 'refused', 'withdrawn') THEN NEW.ended_on - 1 END) < interim.first_day THEN interim.first_day - 1 ELSE least(interim.own_last_day, first - 1, CASE WHEN NEW.state IN ('expired', 'discharged', 'refused', 'withdrawn') THEN NEW.ended_on - 1 END) END;\n    END IF;\n    RETURN NEW;\n", hash='36b309918ccb983990fae13eb1689d3d27ce98df', operation='INSERT OR UPDATE OF "state", "kind", "made_on", "started_on", "ends_on", "ended_on", "served_on"', pgid='pgtrigger_keep_periods_32235', table='perpetrators_measure', when='AFTER')),
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
        migrations.AddField(
            model_name='mistake',
            name='breach',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='mistakes', to='perpetrators.breach'),
        ),
        migrations.AddField(
            model_name='mistake',
            name='decided_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='mistake',
            name='measure',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mistakes', to='perpetrators.measure'),
        ),
        migrations.AddField(
            model_name='mistake',
            name='said_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='mistakehistory',
            name='breach',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='perpetrators.breach'),
        ),
        migrations.AddField(
            model_name='mistakehistory',
            name='decided_by',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='mistakehistory',
            name='measure',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='perpetrators.measure'),
        ),
        migrations.AddField(
            model_name='mistakehistory',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='perpetrators.mistake'),
        ),
        migrations.AddField(
            model_name='mistakehistory',
            name='said_by',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='mistake',
            constraint=models.UniqueConstraint(condition=models.Q(('answer', 'waiting'), ('breach', None)), fields=('measure',), name='one_waiting_mistake_of_a_measure'),
        ),
        migrations.AddConstraint(
            model_name='mistake',
            constraint=models.UniqueConstraint(condition=models.Q(('answer__in', ['waiting', 'agreed']), ('breach__isnull', False)), fields=('breach',), name='one_mistake_of_a_breach'),
        ),
        migrations.AddConstraint(
            model_name='mistake',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='mistake_says_why'),
        ),
        migrations.AddConstraint(
            model_name='mistake',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer', 'waiting'), ('because', ''), ('decided_at', None), ('decided_by', None)), models.Q(('answer__in', ['agreed', 'declined']), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='mistake_decided_has_who_and_when'),
        ),
        migrations.AddConstraint(
            model_name='mistake',
            constraint=models.CheckConstraint(condition=models.Q(('decided_by', None), models.Q(('decided_by', models.F('said_by')), _negated=True), _connector='OR'), name='mistake_takes_two_people'),
        ),
        migrations.AddConstraint(
            model_name='mistake',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer', 'declined'), _negated=True), models.Q(('because', ''), _negated=True), _connector='OR'), name='mistake_declined_says_why'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='mistake',
            trigger=pgtrigger.compiler.Trigger(name='mistake_stays', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='b32235a7964e53647ecc9ee10ecf9dabe104d080', operation='DELETE', pgid='pgtrigger_mistake_stays_6cb70', table='perpetrators_mistake', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='mistake',
            trigger=pgtrigger.compiler.Trigger(name='mistake_is_of_one_record', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."measure_id" IS DISTINCT FROM (NEW."measure_id") OR OLD."breach_id" IS DISTINCT FROM (NEW."breach_id") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."said_by_id" IS DISTINCT FROM (NEW."said_by_id") OR OLD."said_at" IS DISTINCT FROM (NEW."said_at"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='7f7fd712dbc43d9289b9492b75e8d297d9a7d05d', operation='UPDATE', pgid='pgtrigger_mistake_is_of_one_record_f18da', table='perpetrators_mistake', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='mistake',
            trigger=pgtrigger.compiler.Trigger(name='mistake_is_decided_once', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (OLD.answer <> 'waiting' AND OLD.* IS DISTINCT FROM NEW.*)", func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='d90ff98250d863616468f0f09e47ad240a58564a', operation='UPDATE', pgid='pgtrigger_mistake_is_decided_once_d1566', table='perpetrators_mistake', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='mistake',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "perpetrators_mistakehistory" ("answer", "because", "breach_id", "decided_at", "decided_by_id", "id", "measure_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "said_at", "said_by_id") VALUES (NEW."answer", NEW."because", NEW."breach_id", NEW."decided_at", NEW."decided_by_id", NEW."id", NEW."measure_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."reason", NEW."said_at", NEW."said_by_id"); RETURN NULL;', hash='b29450ff050f4f68fd69f5bcfadcd83edd587d08', operation='INSERT', pgid='pgtrigger_insert_insert_bf69c', table='perpetrators_mistake', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='mistake',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "perpetrators_mistakehistory" ("answer", "because", "breach_id", "decided_at", "decided_by_id", "id", "measure_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "said_at", "said_by_id") VALUES (NEW."answer", NEW."because", NEW."breach_id", NEW."decided_at", NEW."decided_by_id", NEW."id", NEW."measure_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."reason", NEW."said_at", NEW."said_by_id"); RETURN NULL;', hash='363b5039360a15f471096d6daa029b048abfeb04', operation='UPDATE', pgid='pgtrigger_update_update_7c3c2', table='perpetrators_mistake', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='mistake',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "perpetrators_mistakehistory" ("answer", "because", "breach_id", "decided_at", "decided_by_id", "id", "measure_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "said_at", "said_by_id") VALUES (OLD."answer", OLD."because", OLD."breach_id", OLD."decided_at", OLD."decided_by_id", OLD."id", OLD."measure_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."reason", OLD."said_at", OLD."said_by_id"); RETURN NULL;', hash='94b31a759138ac52013dec2912b785f1a79629df', operation='DELETE', pgid='pgtrigger_delete_delete_4e0cf', table='perpetrators_mistake', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='mistakehistory',
            index=django.contrib.postgres.indexes.BrinIndex(autosummarize=True, fields=['pgh_xid'], name='perpetrator_pgh_xid_8bf04e_brin', pages_per_range=32),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='mistakehistory',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(execute='audit_refuse_change()', func='RETURN NULL;', hash='a5053b205c4af66a61fb848ae8152b8be6c3e434', level='STATEMENT', operation='UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_append_only_3d333', table='perpetrators_mistakehistory', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='mistakehistory',
            trigger=pgtrigger.compiler.Trigger(name='stamped', sql=pgtrigger.compiler.UpsertTriggerSql(execute='audit_stamp_history()', func='RETURN NEW;', hash='aae6849623d83dafd15afc8fe4e6dc1777ff7591', operation='INSERT', pgid='pgtrigger_stamped_19529', table='perpetrators_mistakehistory', when='BEFORE')),
        ),
    ]
