import django.db.models.functions.datetime
import emerald.audit.transaction_clock
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from emerald.audit.append_only import STAMPS


def keep_how_far_the_clock_is_ahead(apps, schema_editor):
    """It stood in the functions alone until now."""
    schema_editor.execute(
        "INSERT INTO audit_clockmove (ahead) SELECT ahead FROM (SELECT audit_clock() - pg_current_xact_id()::text::bigint"
        " AS ahead) now WHERE ahead <> 0")


class Migration(migrations.Migration):

    dependencies = [
        ('audit', '0002_access_by_time'),
    ]

    operations = [
        migrations.RunSQL(STAMPS, reverse_sql="DROP FUNCTION audit_stamp() CASCADE; "
                                              "DROP FUNCTION audit_stamp_history() CASCADE;"),
        migrations.CreateModel(
            name='ClockMove',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('ahead', models.BigIntegerField()),
                ('xid', models.BigIntegerField(db_default=emerald.audit.transaction_clock.TransactionNumber(), editable=False)),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='SecretTrace',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('kind', models.CharField(max_length=40)),
                ('subject_id', models.BigIntegerField()),
                ('number', models.IntegerField()),
                ('mark', models.CharField(blank=True, max_length=64)),
                ('followed', models.BooleanField()),
                ('xid', models.BigIntegerField(db_default=emerald.audit.transaction_clock.TransactionNumber(), editable=False)),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Verification',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('rows', models.BigIntegerField()),
                ('seals', models.BigIntegerField()),
                ('broken', models.JSONField(default=list)),
                ('seconds', models.FloatField()),
                ('xid', models.BigIntegerField(db_default=emerald.audit.transaction_clock.TransactionNumber(), editable=False)),
            ],
            options={
                'default_permissions': (),
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='accessentry',
            trigger=pgtrigger.compiler.Trigger(name='stamped', sql=pgtrigger.compiler.UpsertTriggerSql(execute='audit_stamp()', func='RETURN NEW;', hash='f2b62fa617e72d5bad79850bdbed23a9b3f76415', operation='INSERT', pgid='pgtrigger_stamped_5e591', table='audit_accessentry', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='clockmove',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(execute='audit_refuse_change()', func='RETURN NULL;', hash='705562ccfd2f6c4fcc4b4da0f96398260784ed73', level='STATEMENT', operation='UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_append_only_e23b7', table='audit_clockmove', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='clockmove',
            trigger=pgtrigger.compiler.Trigger(name='stamped', sql=pgtrigger.compiler.UpsertTriggerSql(execute='audit_stamp()', func='RETURN NEW;', hash='c7a75634ea9800d4553c6f1c039eabaa161215d6', operation='INSERT', pgid='pgtrigger_stamped_7ff64', table='audit_clockmove', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='secrettrace',
            constraint=models.UniqueConstraint(models.F('kind'), models.F('subject_id'), models.F('number'), name='one_trace_per_change'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='secrettrace',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(execute='audit_refuse_change()', func='RETURN NULL;', hash='63e46d3bdc98161e9fd0e2919e28428bcf8edc2a', level='STATEMENT', operation='UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_append_only_cb66e', table='audit_secrettrace', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='secrettrace',
            trigger=pgtrigger.compiler.Trigger(name='stamped', sql=pgtrigger.compiler.UpsertTriggerSql(execute='audit_stamp()', func='RETURN NEW;', hash='4e0336fb58ca4a233c285110391a52dde6cfcbc8', operation='INSERT', pgid='pgtrigger_stamped_b4699', table='audit_secrettrace', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='verification',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(execute='audit_refuse_change()', func='RETURN NULL;', hash='209d4fd7367fcf6ee2eea92c4128f338c368f615', level='STATEMENT', operation='UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_append_only_e2298', table='audit_verification', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='verification',
            trigger=pgtrigger.compiler.Trigger(name='stamped', sql=pgtrigger.compiler.UpsertTriggerSql(execute='audit_stamp()', func='RETURN NEW;', hash='0522bb313efbf4cb44d1349df41d4ff3b5d7faa0', operation='INSERT', pgid='pgtrigger_stamped_6f2b7', table='audit_verification', when='BEFORE')),
        ),
        migrations.RunPython(keep_how_far_the_clock_is_ahead, migrations.RunPython.noop),
    ]
