import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('audit', '0003_proving_all'),
        ('files', '0001_attachments'),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name='storedfilehistory',
            trigger=pgtrigger.compiler.Trigger(name='stamped', sql=pgtrigger.compiler.UpsertTriggerSql(execute='audit_stamp_history()', func='RETURN NEW;', hash='e03db72f9930604df4df92aeb86a60e842e5bc04', operation='INSERT', pgid='pgtrigger_stamped_9b193', table='files_storedfilehistory', when='BEFORE')),
        ),
    ]
