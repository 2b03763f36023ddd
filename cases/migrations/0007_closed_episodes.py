"""What stays of a closed episode, and for whom: the child as known then, and the end of reading on."""

from emerald.batched_operations import in_runs
import django.contrib.postgres.indexes
import django.db.models.deletion
import emerald.audit.transaction_clock
import emerald.clock
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0005_history_is_stamped'),
        ('audit', '0003_proving_all'),
        ('cases', '0006_seal_addresses'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = in_runs(
        [
        migrations.CreateModel(
            name='ReadingEnd',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('because', models.CharField(max_length=300)),
                ('ended_at', models.DateTimeField(default=emerald.clock.now)),
                ('given_back_because', models.CharField(blank=True, max_length=300)),
                ('given_back_at', models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name='ReadingEndHistory',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_xid', models.BigIntegerField(db_default=emerald.audit.transaction_clock.TransactionNumber(), editable=False)),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('because', models.CharField(max_length=300)),
                ('ended_at', models.DateTimeField(default=emerald.clock.now)),
                ('given_back_because', models.CharField(blank=True, max_length=300)),
                ('given_back_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.AlterModelOptions(
            name='case',
            options={'default_permissions': (), 'permissions': [('view_case', 'see that the case exists, its status and who works it'), ('know_child', 'know whose case it is, and read the events and documents of the time it ran'), ('read_child', "read the child's details"), ('edit_child', "change the child's details"), ('read_decisions', 'read the reasons for decisions about status and closing'), ('hear_of_sessions', 'see that direct work and other contacts took place, without their text'), ('read_sessions', 'read direct work and other contacts in full'), ('record_session', 'record direct work and other contacts'), ('move_note', 'move a wrongly filed note to the right case'), ('read_plan', 'read the plan and its reviews'), ('edit_plan', 'change the plan and the day of a review'), ('hold_review', 'record a review and what it decided'), ('read_oversight', "read managers' decisions and supervision"), ('oversee', "record a manager's decision or a supervision"), ('read_risk', 'see the level of risk, since when and who signed it'), ('read_assessments', 'read risk assessments in full'), ('assess_risk', 'assess the risk'), ('sign_off_risk', 'sign off or return a risk assessment'), ('change_status', "decide the case's status"), ('allocate', 'allocate workers and link professionals'), ('answer_for_child', 'decide who else is joined to the child, and what stands on other records'), ('propose_closure', 'propose that the case is closed'), ('approve_closure', 'approve or return a proposed closure'), ('reopen', 'reopen a closed case as a new episode'), ('restrict', 'restrict the record to named people'), ('see_readers', 'see who has opened the record'), ('pin_entries', 'pin what matters in the chronology'), ('make_packs', 'take the chronology away as a file'), ('hear_of_measures', 'see which measures protect the child, and until when'), ('hear_of_suspects', 'see the names of those who are of concern to the child'), ('read_suspects', 'read who is of concern to the child, and the measures against them'), ('record_suspects', 'record who is of concern to the child, and propose measures'), ('keep_measures', 'record the steps of a measure, its conditions and its breaches')]},
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='case',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='case',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='case',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='case',
            name='child_then',
            field=models.JSONField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='casehistory',
            name='child_then',
            field=models.JSONField(blank=True, editable=False, null=True),
        ),
        migrations.AlterField(
            model_name='chronologyentry',
            name='needs',
            field=models.CharField(choices=[('view_case', 'see that the case exists, its status and who works it'), ('know_child', 'know whose case it is, and read the events and documents of the time it ran'), ('read_child', "read the child's details"), ('edit_child', "change the child's details"), ('read_decisions', 'read the reasons for decisions about status and closing'), ('hear_of_sessions', 'see that direct work and other contacts took place, without their text'), ('read_sessions', 'read direct work and other contacts in full'), ('record_session', 'record direct work and other contacts'), ('move_note', 'move a wrongly filed note to the right case'), ('read_plan', 'read the plan and its reviews'), ('edit_plan', 'change the plan and the day of a review'), ('hold_review', 'record a review and what it decided'), ('read_oversight', "read managers' decisions and supervision"), ('oversee', "record a manager's decision or a supervision"), ('read_risk', 'see the level of risk, since when and who signed it'), ('read_assessments', 'read risk assessments in full'), ('assess_risk', 'assess the risk'), ('sign_off_risk', 'sign off or return a risk assessment'), ('change_status', "decide the case's status"), ('allocate', 'allocate workers and link professionals'), ('answer_for_child', 'decide who else is joined to the child, and what stands on other records'), ('propose_closure', 'propose that the case is closed'), ('approve_closure', 'approve or return a proposed closure'), ('reopen', 'reopen a closed case as a new episode'), ('restrict', 'restrict the record to named people'), ('see_readers', 'see who has opened the record'), ('pin_entries', 'pin what matters in the chronology'), ('make_packs', 'take the chronology away as a file'), ('hear_of_measures', 'see which measures protect the child, and until when'), ('hear_of_suspects', 'see the names of those who are of concern to the child'), ('read_suspects', 'read who is of concern to the child, and the measures against them'), ('record_suspects', 'record who is of concern to the child, and propose measures'), ('keep_measures', 'record the steps of a measure, its conditions and its breaches')], default='view_case', max_length=40),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='case',
            trigger=pgtrigger.compiler.Trigger(name='keeps_child_then', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.state <> 'closed' THEN\n                NEW.child_then := NULL;\n            ELSIF TG_OP = 'UPDATE' AND OLD.child_then IS NOT NULL THEN\n                NEW.child_then := OLD.child_then;\n            ELSE\n                NEW.child_then := (SELECT jsonb_build_object(\n                    'given_names', given_names, 'family_name', family_name, 'preferred_name', preferred_name, 'date_of_birth', date_of_birth, 'estimated_age', estimated_age, 'estimated_on', estimated_on)\n                    FROM cases_child WHERE id = NEW.child_id);\n            END IF;\n            RETURN NEW;\n        ", hash='4525969c650771bddafb410a0e4710d4bddba84e', operation='INSERT OR UPDATE', pgid='pgtrigger_keeps_child_then_22066', table='cases_case', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='case',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "cases_casehistory" ("child_id", "child_then", "closed_on", "closure_reason", "created_at", "episode", "id", "last_seen_on", "opened_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "risk_level", "state", "team_id", "version") VALUES (NEW."child_id", NEW."child_then", NEW."closed_on", NEW."closure_reason", NEW."created_at", NEW."episode", NEW."id", NEW."last_seen_on", NEW."opened_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."reference", NEW."risk_level", NEW."state", NEW."team_id", NEW."version"); RETURN NULL;', hash='fb337b321442f7acedeb9f76f7ee0d0b7931c5b3', operation='INSERT', pgid='pgtrigger_insert_insert_0b483', table='cases_case', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='case',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "cases_casehistory" ("child_id", "child_then", "closed_on", "closure_reason", "created_at", "episode", "id", "last_seen_on", "opened_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "risk_level", "state", "team_id", "version") VALUES (NEW."child_id", NEW."child_then", NEW."closed_on", NEW."closure_reason", NEW."created_at", NEW."episode", NEW."id", NEW."last_seen_on", NEW."opened_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."reference", NEW."risk_level", NEW."state", NEW."team_id", NEW."version"); RETURN NULL;', hash='6556630a5c9ced87b73e68ec1272c6bb5c833fc1', operation='UPDATE', pgid='pgtrigger_update_update_f5146', table='cases_case', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='case',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "cases_casehistory" ("child_id", "child_then", "closed_on", "closure_reason", "created_at", "episode", "id", "last_seen_on", "opened_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "risk_level", "state", "team_id", "version") VALUES (OLD."child_id", OLD."child_then", OLD."closed_on", OLD."closure_reason", OLD."created_at", OLD."episode", OLD."id", OLD."last_seen_on", OLD."opened_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."reference", OLD."risk_level", OLD."state", OLD."team_id", OLD."version"); RETURN NULL;', hash='5a3a3868a2ee0c14e996391f565d13dd889c5310', operation='DELETE', pgid='pgtrigger_delete_delete_8d49e', table='cases_case', when='AFTER')),
        ),
        # Cases that closed before keep who their child is known as today: nobody knows better any more. The trigger above
        # writes it; what is checked at the end of a transaction is checked here, or the table could not be changed.
        migrations.RunSQL(
            "UPDATE cases_case SET child_then = NULL WHERE state = 'closed'; SET CONSTRAINTS ALL IMMEDIATE",
            migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'closed'), _negated=True), ('child_then__isnull', False), _connector='OR'), name='case_closed_keeps_child_then'),
        ),
        migrations.AddField(
            model_name='readingend',
            name='allocation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reading_ends', to='cases.allocation'),
        ),
        migrations.AddField(
            model_name='readingend',
            name='ended_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='readingend',
            name='given_back_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='readingendhistory',
            name='allocation',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='cases.allocation'),
        ),
        migrations.AddField(
            model_name='readingendhistory',
            name='ended_by',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='readingendhistory',
            name='given_back_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='readingendhistory',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='cases.readingend'),
        ),
        migrations.AddConstraint(
            model_name='readingend',
            constraint=models.UniqueConstraint(condition=models.Q(('given_back_at', None)), fields=('allocation',), name='reading_ends_once'),
        ),
        migrations.AddConstraint(
            model_name='readingend',
            constraint=models.CheckConstraint(condition=models.Q(('because', ''), _negated=True), name='reading_end_says_why'),
        ),
        migrations.AddConstraint(
            model_name='readingend',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('given_back_at', None), ('given_back_because', ''), ('given_back_by', None)), models.Q(('given_back_at__isnull', False), ('given_back_by__isnull', False), models.Q(('given_back_because', ''), _negated=True)), _connector='OR'), name='reading_given_back_has_who_when_why'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='readingend',
            trigger=pgtrigger.compiler.Trigger(name='reading_ends_after_closing', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n                    IF NOT EXISTS (SELECT 1 FROM cases_allocation WHERE id = NEW.allocation_id\n                                   AND ended_on IS NOT NULL AND end_reason = 'case_closed') THEN\n                        RAISE EXCEPTION 'only who worked a case until it closed reads on, and can be told not to'\n                            USING ERRCODE = 'check_violation';\n                    END IF;\n                    RETURN NEW;\n                ", hash='14f279a1a5769ff1a5808ce1bf52b5fc8973cc78', operation='INSERT OR UPDATE', pgid='pgtrigger_reading_ends_after_closing_e07a1', table='cases_readingend', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='readingend',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "cases_readingendhistory" ("allocation_id", "because", "ended_at", "ended_by_id", "given_back_at", "given_back_because", "given_back_by_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."allocation_id", NEW."because", NEW."ended_at", NEW."ended_by_id", NEW."given_back_at", NEW."given_back_because", NEW."given_back_by_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id"); RETURN NULL;', hash='2b9f2652fb93e8e1f2649b781a0a62e66c5083f5', operation='INSERT', pgid='pgtrigger_insert_insert_fc5f3', table='cases_readingend', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='readingend',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "cases_readingendhistory" ("allocation_id", "because", "ended_at", "ended_by_id", "given_back_at", "given_back_because", "given_back_by_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."allocation_id", NEW."because", NEW."ended_at", NEW."ended_by_id", NEW."given_back_at", NEW."given_back_because", NEW."given_back_by_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id"); RETURN NULL;', hash='e0d829dc5784e96e2338d5f51f7dbf53a5ae8e29', operation='UPDATE', pgid='pgtrigger_update_update_b3b90', table='cases_readingend', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='readingend',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "cases_readingendhistory" ("allocation_id", "because", "ended_at", "ended_by_id", "given_back_at", "given_back_because", "given_back_by_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."allocation_id", OLD."because", OLD."ended_at", OLD."ended_by_id", OLD."given_back_at", OLD."given_back_because", OLD."given_back_by_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id"); RETURN NULL;', hash='d8e68df6ca919a80efe9574bb18495f3cc2f70df', operation='DELETE', pgid='pgtrigger_delete_delete_cd19e', table='cases_readingend', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='readingendhistory',
            index=django.contrib.postgres.indexes.BrinIndex(autosummarize=True, fields=['pgh_xid'], name='cases_readi_pgh_xid_15fc2c_brin', pages_per_range=32),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='readingendhistory',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(execute='audit_refuse_change()', func='RETURN NULL;', hash='5e831081dc73cee542d38d0006951b48e06fc97e', level='STATEMENT', operation='UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_append_only_5b1e1', table='cases_readingendhistory', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='readingendhistory',
            trigger=pgtrigger.compiler.Trigger(name='stamped', sql=pgtrigger.compiler.UpsertTriggerSql(execute='audit_stamp_history()', func='RETURN NEW;', hash='8d71067d7db12ba8a9193b313f28fce4637600c9', operation='INSERT', pgid='pgtrigger_stamped_2fea3', table='cases_readingendhistory', when='BEFORE')),
        ),
        ]
    )
