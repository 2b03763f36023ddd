import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('audit', '0003_proving_all'),
        ('wording', '0001_initial'),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name='starterhistory',
            trigger=pgtrigger.compiler.Trigger(name='stamped', sql=pgtrigger.compiler.UpsertTriggerSql(execute='audit_stamp_history()', func='RETURN NEW;', hash='1fee54df7963970cd53e53a8ec00ef767acca0c3', operation='INSERT', pgid='pgtrigger_stamped_a8c9b', table='wording_starterhistory', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='termhistory',
            trigger=pgtrigger.compiler.Trigger(name='stamped', sql=pgtrigger.compiler.UpsertTriggerSql(execute='audit_stamp_history()', func='RETURN NEW;', hash='c2a1799f11eda1cfda41d41a43ed4fabf061109c', operation='INSERT', pgid='pgtrigger_stamped_c42d8', table='wording_termhistory', when='BEFORE')),
        ),
    ]
