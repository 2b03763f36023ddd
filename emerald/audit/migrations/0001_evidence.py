import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.functions.datetime
import emerald.audit.transaction_clock
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from emerald.audit.append_only import REFUSAL
from emerald.audit.transaction_clock import FUNCTIONS


class Migration(migrations.Migration):

    initial = True

    # Every app's history tables take their transaction numbers from functions made here.
    run_before = [("accounts", "0001_initial")]
    dependencies = []

    operations = [
        migrations.RunSQL(
            FUNCTIONS.format(ahead=0),
            reverse_sql="DROP FUNCTION audit_clock(); DROP FUNCTION audit_settled(); DROP FUNCTION audit_next();",
        ),
        migrations.RunSQL(REFUSAL, reverse_sql="DROP FUNCTION audit_refuse_change() CASCADE;"),
        migrations.CreateModel(
            name='Seal',
            fields=[
                ('number', models.BigIntegerField(primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('since', models.BigIntegerField()),
                ('upto', models.BigIntegerField()),
                ('rows', models.BigIntegerField()),
                ('tables', models.JSONField()),
                ('previous', models.CharField(blank=True, max_length=64)),
                ('hash', models.CharField(max_length=64)),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Shape',
            fields=[
                ('fingerprint', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('table', models.CharField(max_length=63)),
                ('columns', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=63), size=None)),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='AccessEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('actor_id', models.BigIntegerField(null=True)),
                ('actor_label', models.CharField(max_length=80)),
                ('actor_name', models.CharField(blank=True, max_length=120)),
                ('actor_role', models.CharField(blank=True, max_length=40)),
                ('verb', models.CharField(max_length=40)),
                ('page', models.CharField(blank=True, max_length=120)),
                ('subject', models.CharField(blank=True, max_length=40)),
                ('reference', models.CharField(blank=True, max_length=60)),
                ('subject_id', models.BigIntegerField(null=True)),
                ('subject_ids', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, size=None)),
                ('outcome', models.CharField(choices=[('allowed', 'Allowed'), ('refused', 'Refused')], default='allowed', max_length=10)),
                ('why', models.CharField(blank=True, max_length=400)),
                ('detail', models.CharField(blank=True, max_length=400)),
                ('request_id', models.UUIDField(null=True)),
                ('client', models.GenericIPAddressField(null=True)),
                ('xid', models.BigIntegerField(db_default=emerald.audit.transaction_clock.TransactionNumber(), editable=False)),
            ],
            options={
                'verbose_name_plural': 'access entries',
                'default_permissions': (),
                'indexes': [models.Index(models.F('subject'), models.F('subject_id'), models.OrderBy(models.F('id'), descending=True), name='access_by_subject'), models.Index(models.F('actor_id'), models.OrderBy(models.F('id'), descending=True), name='access_by_actor'), models.Index(models.F('reference'), models.OrderBy(models.F('id'), descending=True), name='access_by_reference'), django.contrib.postgres.indexes.GinIndex(fields=['subject_ids'], name='access_by_listed'), django.contrib.postgres.indexes.BrinIndex(autosummarize=True, fields=['xid'], name='access_by_xid', pages_per_range=32)],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='accessentry',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(execute='audit_refuse_change()', func='RETURN NULL;', hash='1e9e96e83a53b6fcf31403c5c4fbc3bdf2dff224', level='STATEMENT', operation='UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_append_only_0d31e', table='audit_accessentry', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='seal',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(execute='audit_refuse_change()', func='RETURN NULL;', hash='12db282209fd16d539f011f73148da5ef97936d9', level='STATEMENT', operation='UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_append_only_4de12', table='audit_seal', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='shape',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(execute='audit_refuse_change()', func='RETURN NULL;', hash='f60fc11d3ee2ef7da935c37ea87448c2ded3e7f4', level='STATEMENT', operation='UPDATE OR DELETE OR TRUNCATE', pgid='pgtrigger_append_only_7c350', table='audit_shape', when='BEFORE')),
        ),
    ]
