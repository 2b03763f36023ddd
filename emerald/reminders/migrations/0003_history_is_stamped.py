import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('audit', '0003_proving_all'),
        ('reminders', '0002_calendar_day_stages'),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name='absencehistory',
            trigger=pgtrigger.compiler.Trigger(name='stamped', sql=pgtrigger.compiler.UpsertTriggerSql(execute='audit_stamp_history()', func='RETURN NEW;', hash='32e8f9c5ffcdb400a762ef1adcd814beef43fffb', operation='INSERT', pgid='pgtrigger_stamped_5dc6d', table='reminders_absencehistory', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='calendarlinkhistory',
            trigger=pgtrigger.compiler.Trigger(name='stamped', sql=pgtrigger.compiler.UpsertTriggerSql(execute='audit_stamp_history()', func='RETURN NEW;', hash='d75429a78e86cdfcc51a555b5569affc883fcbd8', operation='INSERT', pgid='pgtrigger_stamped_e3d0c', table='reminders_calendarlinkhistory', when='BEFORE')),
        ),
    ]
