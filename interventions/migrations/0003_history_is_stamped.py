import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('audit', '0003_proving_all'),
        ('interventions', '0002_search'),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name='contacthistory',
            trigger=pgtrigger.compiler.Trigger(name='stamped', sql=pgtrigger.compiler.UpsertTriggerSql(execute='audit_stamp_history()', func='RETURN NEW;', hash='2c3c4bd88c3349933c7ba4b657e21b04ae37c63b', operation='INSERT', pgid='pgtrigger_stamped_29f46', table='interventions_contacthistory', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='notedocumenthistory',
            trigger=pgtrigger.compiler.Trigger(name='stamped', sql=pgtrigger.compiler.UpsertTriggerSql(execute='audit_stamp_history()', func='RETURN NEW;', hash='dd317d3ef0b5fdee988f16a9aa6499f5db957a6b', operation='INSERT', pgid='pgtrigger_stamped_8003f', table='interventions_notedocumenthistory', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='plannedsessionhistory',
            trigger=pgtrigger.compiler.Trigger(name='stamped', sql=pgtrigger.compiler.UpsertTriggerSql(execute='audit_stamp_history()', func='RETURN NEW;', hash='a500f2efda77b0abb9c6baddaa56ccc7c7745266', operation='INSERT', pgid='pgtrigger_stamped_fb465', table='interventions_plannedsessionhistory', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sessionhistory',
            trigger=pgtrigger.compiler.Trigger(name='stamped', sql=pgtrigger.compiler.UpsertTriggerSql(execute='audit_stamp_history()', func='RETURN NEW;', hash='17ff61943109012520817a21100bf8c267381ba2', operation='INSERT', pgid='pgtrigger_stamped_15a1d', table='interventions_sessionhistory', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sharedparthistory',
            trigger=pgtrigger.compiler.Trigger(name='stamped', sql=pgtrigger.compiler.UpsertTriggerSql(execute='audit_stamp_history()', func='RETURN NEW;', hash='3e2705710cdcb0629900c51d176ede0a5a0b21c9', operation='INSERT', pgid='pgtrigger_stamped_6b06e', table='interventions_sharedparthistory', when='BEFORE')),
        ),
    ]
