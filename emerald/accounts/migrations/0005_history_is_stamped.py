import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations

from emerald.audit.traces import trace_what_stands


def begin_traces(apps, schema_editor):
    """What stands today is taken for what was chosen: nobody can tell any more."""
    trace_what_stands()


class Migration(migrations.Migration):

    dependencies = [
        ('account', '0001_initial'),
        ('mfa', '0001_initial'),
        ('audit', '0003_proving_all'),
        ('accounts', '0004_who_opened_content_before'),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name='appointmenthistory',
            trigger=pgtrigger.compiler.Trigger(name='stamped', sql=pgtrigger.compiler.UpsertTriggerSql(execute='audit_stamp_history()', func='RETURN NEW;', hash='3fb899c7d2c900b428c15eb04d0ec51bea6aa280', operation='INSERT', pgid='pgtrigger_stamped_393b9', table='accounts_appointmenthistory', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='appointmentteamhistory',
            trigger=pgtrigger.compiler.Trigger(name='stamped', sql=pgtrigger.compiler.UpsertTriggerSql(execute='audit_stamp_history()', func='RETURN NEW;', hash='50321d42519a458c5c75f1a60d9ce9dba405056c', operation='INSERT', pgid='pgtrigger_stamped_1d82c', table='accounts_appointmentteamhistory', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='membershiphistory',
            trigger=pgtrigger.compiler.Trigger(name='stamped', sql=pgtrigger.compiler.UpsertTriggerSql(execute='audit_stamp_history()', func='RETURN NEW;', hash='ed5868f2849cc7faf5f85c7d7b07dd7c3f6390cc', operation='INSERT', pgid='pgtrigger_stamped_df59d', table='accounts_membershiphistory', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='teamgrouphistory',
            trigger=pgtrigger.compiler.Trigger(name='stamped', sql=pgtrigger.compiler.UpsertTriggerSql(execute='audit_stamp_history()', func='RETURN NEW;', hash='f89914dfca2d9c297382aa851c45cb68fc9c2431', operation='INSERT', pgid='pgtrigger_stamped_1bf8e', table='accounts_teamgrouphistory', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='teamhistory',
            trigger=pgtrigger.compiler.Trigger(name='stamped', sql=pgtrigger.compiler.UpsertTriggerSql(execute='audit_stamp_history()', func='RETURN NEW;', hash='d92e50166c754907f13de06bf8cfa38c60372273', operation='INSERT', pgid='pgtrigger_stamped_700e6', table='accounts_teamhistory', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='userhistory',
            trigger=pgtrigger.compiler.Trigger(name='stamped', sql=pgtrigger.compiler.UpsertTriggerSql(execute='audit_stamp_history()', func='RETURN NEW;', hash='e5ede05641a79a1bb3d547c23e28beca9b553c7b', operation='INSERT', pgid='pgtrigger_stamped_bcf8b', table='accounts_userhistory', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='accountchangehistory',
            trigger=pgtrigger.compiler.Trigger(name='stamped', sql=pgtrigger.compiler.UpsertTriggerSql(execute='audit_stamp_history()', func='RETURN NEW;', hash='a7ff8f3e95281e1f04e3e7209ea3c23a40ee2623', operation='INSERT', pgid='pgtrigger_stamped_c4bde', table='accounts_accountchangehistory', when='BEFORE')),
        ),
        migrations.RunPython(begin_traces, migrations.RunPython.noop),
    ]
