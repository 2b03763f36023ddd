"""Which team had a case from which day, and who is told that it changed."""

import django.contrib.postgres.indexes
import django.db.models.deletion
import django.utils.timezone
import emerald.audit.transaction_clock
import emerald.clock
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0009_teams_end'),
        ('accounts', '__first__'),
        ('cases', '0023_in_order'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='case',
            name='keeps_child_then',
        ),
        migrations.CreateModel(
            name='TeamMove',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('move', 'Cases moved'), ('split', 'Team split'), ('join', 'Teams joined')], default='move', max_length=10)),
                ('effective_on', models.DateField()),
                ('because', models.CharField(max_length=300)),
                ('moved_at', models.DateTimeField(default=emerald.clock.now)),
                ('from_team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.team')),
                ('moved_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('to_team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.team')),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='TeamMoveHistory',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_xid', models.BigIntegerField(db_default=emerald.audit.transaction_clock.TransactionNumber(), editable=False)),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('kind', models.CharField(choices=[('move', 'Cases moved'), ('split', 'Team split'), ('join', 'Teams joined')], default='move', max_length=10)),
                ('effective_on', models.DateField()),
                ('because', models.CharField(max_length=300)),
                ('moved_at', models.DateTimeField(default=emerald.clock.now)),
                ('from_team', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.team')),
                ('moved_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='cases.teammove')),
                ('to_team', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.team')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='TeamChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('effective_on', models.DateField(default=django.utils.timezone.localdate)),
                ('at', models.DateTimeField(default=emerald.clock.now)),
                ('xid', models.BigIntegerField(db_default=emerald.audit.transaction_clock.TransactionNumber(), editable=False)),
                ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='team_changes', to='cases.case')),
                ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.team')),
                ('move', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='cases.teammove')),
            ],
            options={
                'ordering': ['-effective_on', '-pk'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='MoveTold',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('cases', models.PositiveIntegerField()),
                ('read_at', models.DateTimeField(blank=True, null=True)),
                ('manager', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('move', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='told', to='cases.teammove', db_index=False)),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='MoveToldHistory',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_xid', models.BigIntegerField(db_default=emerald.audit.transaction_clock.TransactionNumber(), editable=False)),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('cases', models.PositiveIntegerField()),
                ('read_at', models.DateTimeField(blank=True, null=True)),
                ('manager', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='cases.movetold')),
                ('move', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='cases.teammove')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.AddField(
            model_name='case',
            name='opened_in',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.team'),
        ),
        migrations.AddConstraint(
            model_name='teammove',
            constraint=models.CheckConstraint(condition=models.Q(('from_team', models.F('to_team')), _negated=True), name='team_move_goes_to_another'),
        ),
        migrations.AddConstraint(
            model_name='teammove',
            constraint=models.CheckConstraint(condition=models.Q(('because', ''), _negated=True), name='team_move_says_why'),
        ),
        migrations.AddIndex(
            model_name='teamchange',
            index=models.Index(fields=['case', '-effective_on', '-id'], name='team_change_of_case'),
        ),
        migrations.AddConstraint(
            model_name='teamchange',
            constraint=models.UniqueConstraint(fields=('case', 'move'), name='moved_once_by_one_move'),
        ),
        migrations.AddIndex(
            model_name='movetoldhistory',
            index=django.contrib.postgres.indexes.BrinIndex(autosummarize=True, fields=['pgh_xid'], name='cases_movet_pgh_xid_f97148_brin', pages_per_range=32),
        ),
        migrations.AddConstraint(
            model_name='movetold',
            constraint=models.UniqueConstraint(fields=('move', 'manager'), name='told_once_of_a_move'),
        ),
        migrations.AddConstraint(
            model_name='movetold',
            constraint=models.CheckConstraint(condition=models.Q(('cases__gt', 0)), name='told_of_some_cases'),
        ),
        migrations.AddIndex(
            model_name='teammovehistory',
            index=django.contrib.postgres.indexes.BrinIndex(autosummarize=True, fields=['pgh_xid'], name='cases_teamm_pgh_xid_70ff21_brin', pages_per_range=32),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='case',
            trigger=pgtrigger.compiler.Trigger(name='keeps_child_then', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.state <> 'closed' THEN\n                NEW.child_then := NULL;\n            ELSIF TG_OP = 'UPDATE' AND OLD.child_then IS NOT NULL THEN\n                NEW.child_then := OLD.child_then;\n            ELSE\n                NEW.child_then := (SELECT jsonb_build_object(\n                    'given_names', given_names, 'family_name', family_name, 'preferred_name', preferred_name, 'estimated_age', estimated_age, 'date_of_birth', date_of_birth, 'estimated_on', estimated_on, 'died_on', died_on)\n                    FROM cases_child WHERE id = NEW.child_id);\n            END IF;\n            RETURN NEW;\n        ", hash='151797e445ea370f1e2bf823e3a8310bc35bdb4c', operation='INSERT OR UPDATE', pgid='pgtrigger_keeps_child_then_22066', table='cases_case', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='case',
            trigger=pgtrigger.compiler.Trigger(name='team_changes_by_a_line', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (pg_trigger_depth() = 0 AND (OLD.team_id <> NEW.team_id OR OLD.opened_in_id IS DISTINCT FROM NEW.opened_in_id))', func="\n            RAISE EXCEPTION 'a case changes its team with a line of history' USING ERRCODE = 'check_violation';\n        ", hash='934ba8051242c26ed6e9a1f66a73b7d9b97dcbf0', operation='UPDATE OF "team_id", "opened_in_id"', pgid='pgtrigger_team_changes_by_a_line_bd081', table='cases_case', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='case',
            trigger=pgtrigger.compiler.Trigger(name='team_is_still_there', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'INSERT' OR NEW.team_id <> OLD.team_id THEN\n                PERFORM 1 FROM accounts_team WHERE id = NEW.team_id AND ended_on IS NULL FOR SHARE;\n                IF NOT FOUND THEN\n                    RAISE EXCEPTION 'a team that has ended has no case' USING ERRCODE = 'check_violation';\n                END IF;\n            END IF;\n            RETURN NEW;\n        ", hash='68de3c4be8c1e12586bd3f712f0d34eebfe8d804', operation='INSERT OR UPDATE OF "team_id"', pgid='pgtrigger_team_is_still_there_a5ad4', table='cases_case', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='teammove',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "cases_teammovehistory" ("because", "effective_on", "from_team_id", "id", "kind", "moved_at", "moved_by_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "to_team_id") VALUES (NEW."because", NEW."effective_on", NEW."from_team_id", NEW."id", NEW."kind", NEW."moved_at", NEW."moved_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."to_team_id"); RETURN NULL;', hash='f9ddb63c64fecabcd834576e4519a5345298e79d', operation='INSERT', pgid='pgtrigger_insert_insert_a1b57', table='cases_teammove', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='teammove',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "cases_teammovehistory" ("because", "effective_on", "from_team_id", "id", "kind", "moved_at", "moved_by_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "to_team_id") VALUES (NEW."because", NEW."effective_on", NEW."from_team_id", NEW."id", NEW."kind", NEW."moved_at", NEW."moved_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."to_team_id"); RETURN NULL;', hash='bd5bdfda463d582b15fdc9b1e455c45196d7c60d', operation='UPDATE', pgid='pgtrigger_update_update_4cf64', table='cases_teammove', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='teammove',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "cases_teammovehistory" ("because", "effective_on", "from_team_id", "id", "kind", "moved_at", "moved_by_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "to_team_id") VALUES (OLD."because", OLD."effective_on", OLD."from_team_id", OLD."id", OLD."kind", OLD."moved_at", OLD."moved_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."to_team_id"); RETURN NULL;', hash='e5d52f8fe7b58f6af34daccb99b6d7ad4381c415', operation='DELETE', pgid='pgtrigger_delete_delete_9202e', table='cases_teammove', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='teamchange',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(execute='audit_refuse_change()', func='RETURN NULL;', hash='abd8b936d10acbaa8a5b4968c616ca0cf3adace1', level='STATEMENT', operation='UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_append_only_d2ec6', table='cases_teamchange', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='teamchange',
            trigger=pgtrigger.compiler.Trigger(name='case_follows', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE written int;', func="\n                    UPDATE cases_case\n                    SET opened_in_id = coalesce(opened_in_id, team_id),\n                        team_id = (SELECT line.team_id FROM cases_teamchange line\n                                   WHERE line.case_id = NEW.case_id\n                                   ORDER BY line.effective_on DESC, line.id DESC LIMIT 1)\n                    WHERE id = NEW.case_id AND opened_on <= NEW.effective_on;\n                    GET DIAGNOSTICS written = ROW_COUNT;\n                    IF written = 0 THEN  -- hidden from whoever writes, or a day before there was the case\n                        RAISE EXCEPTION 'whoever moves a case sees it, and moves it on a day on which it was there'\n                            USING ERRCODE = 'check_violation';\n                    END IF;\n                    RETURN NULL;\n                ", hash='831cbcdbd5f3a963e89047e9b2f9de20ea148f67', operation='INSERT', pgid='pgtrigger_case_follows_8390a', table='cases_teamchange', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='movetoldhistory',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(execute='audit_refuse_change()', func='RETURN NULL;', hash='e6dc5313e96731fa5a4f4ef34112cb14a93bcce8', level='STATEMENT', operation='UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_append_only_93458', table='cases_movetoldhistory', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='movetoldhistory',
            trigger=pgtrigger.compiler.Trigger(name='stamped', sql=pgtrigger.compiler.UpsertTriggerSql(execute='audit_stamp_history()', func='RETURN NEW;', hash='b5719ceefab196e43d7a409ad56d045b2956f464', operation='INSERT', pgid='pgtrigger_stamped_c18c4', table='cases_movetoldhistory', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='movetold',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "cases_movetoldhistory" ("cases", "id", "manager_id", "move_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "read_at") VALUES (NEW."cases", NEW."id", NEW."manager_id", NEW."move_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."read_at"); RETURN NULL;', hash='c4ad917b8257121da77027b5abaec46fae2c1eda', operation='INSERT', pgid='pgtrigger_insert_insert_815c2', table='cases_movetold', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='movetold',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "cases_movetoldhistory" ("cases", "id", "manager_id", "move_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "read_at") VALUES (NEW."cases", NEW."id", NEW."manager_id", NEW."move_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."read_at"); RETURN NULL;', hash='4551a2e3e468fc854a592fe48858d59da6ec78cc', operation='UPDATE', pgid='pgtrigger_update_update_40f56', table='cases_movetold', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='movetold',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "cases_movetoldhistory" ("cases", "id", "manager_id", "move_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "read_at") VALUES (OLD."cases", OLD."id", OLD."manager_id", OLD."move_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."read_at"); RETURN NULL;', hash='821affd5874e6956facdf289b636fe5d01effdf0', operation='DELETE', pgid='pgtrigger_delete_delete_2acf6', table='cases_movetold', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='teammovehistory',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(execute='audit_refuse_change()', func='RETURN NULL;', hash='1b59012966a5a9410643493afc80fae1daddaf6a', level='STATEMENT', operation='UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_append_only_0ef0d', table='cases_teammovehistory', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='teammovehistory',
            trigger=pgtrigger.compiler.Trigger(name='stamped', sql=pgtrigger.compiler.UpsertTriggerSql(execute='audit_stamp_history()', func='RETURN NEW;', hash='c76c494838000a55c1875f58c4a747dde3b563eb', operation='INSERT', pgid='pgtrigger_stamped_540b5', table='cases_teammovehistory', when='BEFORE')),
        ),
    ]
