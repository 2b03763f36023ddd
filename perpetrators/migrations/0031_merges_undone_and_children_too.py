"""A merge can be undone by two people, and which child somebody of concern is can be recorded."""

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
        ('cases', '0021_moments_of_ends_so_far'),
        ('perpetrators', '0030_compared_anew'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ChildRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('how_known', models.CharField(choices=[('said', 'They or their family said so'), ('records', 'Name and date of birth are the same in both records'), ('police', 'The police know it'), ('professional', 'School, health or another professional knows it')], max_length=12)),
                ('recorded_at', models.DateTimeField(default=emerald.clock.now, editable=False)),
                ('ended_at', models.DateTimeField(editable=False, null=True)),
                ('child', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.child')),
                ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='child_records', to='perpetrators.personofconcern')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('person',), name='one_child_record_of_a_person'),
                    models.CheckConstraint(condition=models.Q(('how_known', ''), _negated=True), name='child_record_says_how_known'),
                    models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('ended_by', None)), models.Q(('ended_at__isnull', False), ('ended_by__isnull', False)), _connector='OR'), name='child_record_end_has_who_and_when'),
                ],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='ChildRecordHistory',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_xid', models.BigIntegerField(db_default=emerald.audit.transaction_clock.TransactionNumber(), editable=False)),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('how_known', models.CharField(choices=[('said', 'They or their family said so'), ('records', 'Name and date of birth are the same in both records'), ('police', 'The police know it'), ('professional', 'School, health or another professional knows it')], max_length=12)),
                ('recorded_at', models.DateTimeField(default=emerald.clock.now, editable=False)),
                ('ended_at', models.DateTimeField(editable=False, null=True)),
                ('child', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='cases.child')),
                ('ended_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='perpetrators.personofconcern')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='perpetrators.childrecord')),
                ('recorded_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [
                    django.contrib.postgres.indexes.BrinIndex(autosummarize=True, fields=['pgh_xid'], name='perpetrator_pgh_xid_ba89f8_brin', pages_per_range=32),
                ],
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Undoing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(max_length=300)),
                ('asked_at', models.DateTimeField(default=emerald.clock.now, editable=False)),
                ('answer', models.CharField(choices=[('waiting', 'Waiting for a second person'), ('agreed', 'Undone'), ('declined', 'They stay one record')], default='waiting', max_length=10)),
                ('decided_at', models.DateTimeField(null=True)),
                ('because', models.CharField(blank=True, max_length=300, verbose_name='what the second person says')),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('merge', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='undoings', to='perpetrators.merge')),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('answer__in', ['waiting', 'agreed'])), fields=('merge',), name='one_undoing_of_a_merge'),
                    models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='undoing_says_why'),
                    models.CheckConstraint(condition=models.Q(models.Q(('answer', 'waiting'), ('because', ''), ('decided_at', None), ('decided_by', None)), models.Q(('answer__in', ['agreed', 'declined']), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='undoing_decided_has_who_and_when'),
                    models.CheckConstraint(condition=models.Q(('decided_by', None), models.Q(('decided_by', models.F('asked_by')), _negated=True), _connector='OR'), name='undoing_takes_two_people'),
                    models.CheckConstraint(condition=models.Q(models.Q(('answer', 'declined'), _negated=True), models.Q(('because', ''), _negated=True), _connector='OR'), name='undoing_declined_says_why'),
                ],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='UndoingHistory',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('pgh_xid', models.BigIntegerField(db_default=emerald.audit.transaction_clock.TransactionNumber(), editable=False)),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('reason', models.CharField(max_length=300)),
                ('asked_at', models.DateTimeField(default=emerald.clock.now, editable=False)),
                ('answer', models.CharField(choices=[('waiting', 'Waiting for a second person'), ('agreed', 'Undone'), ('declined', 'They stay one record')], default='waiting', max_length=10)),
                ('decided_at', models.DateTimeField(null=True)),
                ('because', models.CharField(blank=True, max_length=300, verbose_name='what the second person says')),
                ('asked_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('decided_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('merge', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='perpetrators.merge')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='perpetrators.undoing')),
            ],
            options={
                'indexes': [
                    django.contrib.postgres.indexes.BrinIndex(autosummarize=True, fields=['pgh_xid'], name='perpetrator_pgh_xid_ad4b2c_brin', pages_per_range=32),
                ],
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.AddField(
            model_name='merge',
            name='took',
            field=models.JSONField(null=True),
        ),
        migrations.AlterField(
            model_name='merge',
            name='gone',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='merges_away', to='perpetrators.personofconcern'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='link',
            trigger=pgtrigger.compiler.Trigger(name='link_is_to_somebody_else', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."child_id" IS NOT NULL AND NEW."ended_at" IS NULL)', func="\n        IF EXISTS (SELECT FROM perpetrators_childrecord own WHERE own.person_id = NEW.person_id\n                   AND own.child_id = NEW.child_id AND own.ended_at IS NULL) THEN\n            RAISE EXCEPTION 'nobody is of concern to themself' USING ERRCODE = 'check_violation';\n        END IF;\n        RETURN NEW;\n    ", hash='b0cdd8aab1f7393244a9cc95d278c339ff9e1671', operation='INSERT OR UPDATE OF "person_id", "child_id", "ended_at"', pgid='pgtrigger_link_is_to_somebody_else_32a93', table='perpetrators_link', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='personofconcern',
            trigger=pgtrigger.compiler.Trigger(name='stays_merged', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."merged_into_id" IS NULL AND OLD."merged_into_id" IS NOT NULL)', func="\n        IF NOT EXISTS (SELECT FROM perpetrators_undoing undoing\n                       JOIN perpetrators_merge merge ON merge.id = undoing.merge_id\n                       WHERE merge.gone_id = NEW.id AND merge.kept_id = OLD.merged_into_id\n                       AND undoing.answer = 'agreed') THEN\n            RAISE EXCEPTION 'a merge is undone by two people' USING ERRCODE = 'check_violation';\n        END IF;\n        RETURN NEW;\n    ", hash='e4e3ad707f370f1d78119ae45f1f26a2ff419fc0', operation='UPDATE OF "merged_into_id"', pgid='pgtrigger_stays_merged_adc61', table='perpetrators_personofconcern', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='childrecord',
            trigger=pgtrigger.compiler.Trigger(name='child_record_is_no_link', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        IF NEW.ended_at IS NULL AND EXISTS (SELECT FROM perpetrators_link link WHERE link.person_id = NEW.person_id\n                                            AND link.child_id = NEW.child_id AND link.ended_at IS NULL) THEN\n            RAISE EXCEPTION 'a person of concern is linked to this child' USING ERRCODE = 'check_violation';\n        END IF;\n        IF NEW.ended_at IS NULL AND NOT EXISTS (SELECT FROM perpetrators_personofconcern person\n                                                WHERE person.id = NEW.person_id AND person.also_a_child = 'yes') THEN\n            RAISE EXCEPTION 'whose record this is is recorded as a child too' USING ERRCODE = 'check_violation';\n        END IF;\n        RETURN NEW;\n    ", hash='662b8a9adc880d0f2cb2c343d2ebf83132ec5cc9', operation='INSERT OR UPDATE', pgid='pgtrigger_child_record_is_no_link_0f196', table='perpetrators_childrecord', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='childrecord',
            trigger=pgtrigger.compiler.Trigger(name='child_record_stays', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='6739e3f04c27fad2149f41f7d8cb3821a4dd5e8a', operation='DELETE', pgid='pgtrigger_child_record_stays_d959c', table='perpetrators_childrecord', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='childrecord',
            trigger=pgtrigger.compiler.Trigger(name='child_record_is_of_one_child', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."child_id" IS DISTINCT FROM (NEW."child_id") OR OLD."how_known" IS DISTINCT FROM (NEW."how_known") OR OLD."recorded_by_id" IS DISTINCT FROM (NEW."recorded_by_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='cdd814778acb037d89bffbcba3a46f8daba2dad4', operation='UPDATE', pgid='pgtrigger_child_record_is_of_one_child_8ff77', table='perpetrators_childrecord', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='childrecord',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "perpetrators_childrecordhistory" ("child_id", "ended_at", "ended_by_id", "how_known", "id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id") VALUES (NEW."child_id", NEW."ended_at", NEW."ended_by_id", NEW."how_known", NEW."id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id"); RETURN NULL;', hash='eb20a706234e1620042538e9ed6c46e24e6c46a6', operation='INSERT', pgid='pgtrigger_insert_insert_e7693', table='perpetrators_childrecord', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='childrecord',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "perpetrators_childrecordhistory" ("child_id", "ended_at", "ended_by_id", "how_known", "id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id") VALUES (NEW."child_id", NEW."ended_at", NEW."ended_by_id", NEW."how_known", NEW."id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id"); RETURN NULL;', hash='abc3c715f6f77197585acbabcacb7a792fd71a0c', operation='UPDATE', pgid='pgtrigger_update_update_70925', table='perpetrators_childrecord', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='childrecord',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "perpetrators_childrecordhistory" ("child_id", "ended_at", "ended_by_id", "how_known", "id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id") VALUES (OLD."child_id", OLD."ended_at", OLD."ended_by_id", OLD."how_known", OLD."id", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id"); RETURN NULL;', hash='b8ddd73d6a53c6bf438e4d4e086e9995a194e705', operation='DELETE', pgid='pgtrigger_delete_delete_45a43', table='perpetrators_childrecord', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='childrecordhistory',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(execute='audit_refuse_change()', func='RETURN NULL;', hash='9b890f60a264834ff88b3960db03f58f889708f2', level='STATEMENT', operation='UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_append_only_0d5fa', table='perpetrators_childrecordhistory', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='childrecordhistory',
            trigger=pgtrigger.compiler.Trigger(name='stamped', sql=pgtrigger.compiler.UpsertTriggerSql(execute='audit_stamp_history()', func='RETURN NEW;', hash='c2cc7e7c922c16fb5c4895894a7eaa8787e38f08', operation='INSERT', pgid='pgtrigger_stamped_8b3ad', table='perpetrators_childrecordhistory', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='undoing',
            trigger=pgtrigger.compiler.Trigger(name='undoing_in_time', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        IF NOT EXISTS (SELECT FROM perpetrators_merge merge WHERE merge.id = NEW.merge_id AND merge.took IS NOT NULL\n                          AND merge.at > NEW.asked_at - interval '31 days') THEN\n            RAISE EXCEPTION 'a merge is undone within 30 days' USING ERRCODE = 'check_violation';\n        END IF;\n        RETURN NEW;\n    ", hash='abe46bfe7c7fe18ac21135c4ab4ac011cf35adb8', operation='INSERT', pgid='pgtrigger_undoing_in_time_eef04', table='perpetrators_undoing', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='undoing',
            trigger=pgtrigger.compiler.Trigger(name='undoing_stays', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='db074aa2de4db8108c25099b11965c4364e881af', operation='DELETE', pgid='pgtrigger_undoing_stays_a798b', table='perpetrators_undoing', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='undoing',
            trigger=pgtrigger.compiler.Trigger(name='undoing_is_of_one_merge', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."merge_id" IS DISTINCT FROM (NEW."merge_id") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."asked_by_id" IS DISTINCT FROM (NEW."asked_by_id") OR OLD."asked_at" IS DISTINCT FROM (NEW."asked_at"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='4eb5d3e0b6433764b1e3dbb6ee21eae95fd04d12', operation='UPDATE', pgid='pgtrigger_undoing_is_of_one_merge_31fc0', table='perpetrators_undoing', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='undoing',
            trigger=pgtrigger.compiler.Trigger(name='undoing_is_decided_once', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (OLD.answer <> 'waiting' AND OLD.* IS DISTINCT FROM NEW.*)", func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='389ebe2b045e128fd173575c9deb1618003173d8', operation='UPDATE', pgid='pgtrigger_undoing_is_decided_once_e8ef4', table='perpetrators_undoing', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='undoing',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "perpetrators_undoinghistory" ("answer", "asked_at", "asked_by_id", "because", "decided_at", "decided_by_id", "id", "merge_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (NEW."answer", NEW."asked_at", NEW."asked_by_id", NEW."because", NEW."decided_at", NEW."decided_by_id", NEW."id", NEW."merge_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."reason"); RETURN NULL;', hash='4962c0a1d5dbebc275975710f701ee90856c679a', operation='INSERT', pgid='pgtrigger_insert_insert_40373', table='perpetrators_undoing', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='undoing',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "perpetrators_undoinghistory" ("answer", "asked_at", "asked_by_id", "because", "decided_at", "decided_by_id", "id", "merge_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (NEW."answer", NEW."asked_at", NEW."asked_by_id", NEW."because", NEW."decided_at", NEW."decided_by_id", NEW."id", NEW."merge_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."reason"); RETURN NULL;', hash='16cdc385b1fd650acf8cc6e4ce5290bc70fa38dd', operation='UPDATE', pgid='pgtrigger_update_update_5b09e', table='perpetrators_undoing', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='undoing',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "perpetrators_undoinghistory" ("answer", "asked_at", "asked_by_id", "because", "decided_at", "decided_by_id", "id", "merge_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (OLD."answer", OLD."asked_at", OLD."asked_by_id", OLD."because", OLD."decided_at", OLD."decided_by_id", OLD."id", OLD."merge_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."reason"); RETURN NULL;', hash='34f2f29d00ad8e92e25b8c3e300f5925eed0d77e', operation='DELETE', pgid='pgtrigger_delete_delete_daef7', table='perpetrators_undoing', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='undoinghistory',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(execute='audit_refuse_change()', func='RETURN NULL;', hash='fe21e0007ea71633a2363a626a0efc3b171fc6f1', level='STATEMENT', operation='UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_append_only_569ca', table='perpetrators_undoinghistory', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='undoinghistory',
            trigger=pgtrigger.compiler.Trigger(name='stamped', sql=pgtrigger.compiler.UpsertTriggerSql(execute='audit_stamp_history()', func='RETURN NEW;', hash='549558f278710a380791b37d843b53246f396d91', operation='INSERT', pgid='pgtrigger_stamped_befea', table='perpetrators_undoinghistory', when='BEFORE')),
        ),
    ]
