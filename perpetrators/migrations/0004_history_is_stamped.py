from emerald.batched_operations import in_runs
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('audit', '0003_proving_all'),
        ('perpetrators', '0003_birthdays_of_children'),
    ]

    operations = in_runs(
        [
        pgtrigger.migrations.AddTrigger(
            model_name='breachhistory',
            trigger=pgtrigger.compiler.Trigger(name='stamped', sql=pgtrigger.compiler.UpsertTriggerSql(execute='audit_stamp_history()', func='RETURN NEW;', hash='3c7b1fa641c737b54f91b2efbe4a3a6a52556992', operation='INSERT', pgid='pgtrigger_stamped_47835', table='perpetrators_breachhistory', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='conditionhistory',
            trigger=pgtrigger.compiler.Trigger(name='stamped', sql=pgtrigger.compiler.UpsertTriggerSql(execute='audit_stamp_history()', func='RETURN NEW;', hash='ab20f6412f592471de1f2a4aa7b1bfcddce5eb9b', operation='INSERT', pgid='pgtrigger_stamped_f5dca', table='perpetrators_conditionhistory', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='connectionreplyhistory',
            trigger=pgtrigger.compiler.Trigger(name='stamped', sql=pgtrigger.compiler.UpsertTriggerSql(execute='audit_stamp_history()', func='RETURN NEW;', hash='aa4764adb9a80e0947dc5a5c2ceb77c41d026027', operation='INSERT', pgid='pgtrigger_stamped_c2b17', table='perpetrators_connectionreplyhistory', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='connectionrequesthistory',
            trigger=pgtrigger.compiler.Trigger(name='stamped', sql=pgtrigger.compiler.UpsertTriggerSql(execute='audit_stamp_history()', func='RETURN NEW;', hash='6444ca19f13dcab8ca293d66b43bba824e7339ba', operation='INSERT', pgid='pgtrigger_stamped_2034d', table='perpetrators_connectionrequesthistory', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='linkhistory',
            trigger=pgtrigger.compiler.Trigger(name='stamped', sql=pgtrigger.compiler.UpsertTriggerSql(execute='audit_stamp_history()', func='RETURN NEW;', hash='c228ae791a1211f0afcb15bd1c3da9ed899db578', operation='INSERT', pgid='pgtrigger_stamped_60f6a', table='perpetrators_linkhistory', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='measuredocumenthistory',
            trigger=pgtrigger.compiler.Trigger(name='stamped', sql=pgtrigger.compiler.UpsertTriggerSql(execute='audit_stamp_history()', func='RETURN NEW;', hash='4523b5bf63ec7d91f34d973030b77fd30eb57adc', operation='INSERT', pgid='pgtrigger_stamped_0f32b', table='perpetrators_measuredocumenthistory', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='measurehistory',
            trigger=pgtrigger.compiler.Trigger(name='stamped', sql=pgtrigger.compiler.UpsertTriggerSql(execute='audit_stamp_history()', func='RETURN NEW;', hash='dca9ed69742300fb9160b54bdd1da188d2e7241e', operation='INSERT', pgid='pgtrigger_stamped_81eb0', table='perpetrators_measurehistory', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='particularhistory',
            trigger=pgtrigger.compiler.Trigger(name='stamped', sql=pgtrigger.compiler.UpsertTriggerSql(execute='audit_stamp_history()', func='RETURN NEW;', hash='85d5d90f5769ec08f1b59e9aac970bfde8e8e42c', operation='INSERT', pgid='pgtrigger_stamped_86f26', table='perpetrators_particularhistory', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='personofconcernhistory',
            trigger=pgtrigger.compiler.Trigger(name='stamped', sql=pgtrigger.compiler.UpsertTriggerSql(execute='audit_stamp_history()', func='RETURN NEW;', hash='61431b29f41536982811578c014cd38e89ab2ba4', operation='INSERT', pgid='pgtrigger_stamped_979aa', table='perpetrators_personofconcernhistory', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='placeactionhistory',
            trigger=pgtrigger.compiler.Trigger(name='stamped', sql=pgtrigger.compiler.UpsertTriggerSql(execute='audit_stamp_history()', func='RETURN NEW;', hash='5857b0b11d3d3c77a2bfe0aea0af0aa6f8047c42', operation='INSERT', pgid='pgtrigger_stamped_a37ef', table='perpetrators_placeactionhistory', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='placehistory',
            trigger=pgtrigger.compiler.Trigger(name='stamped', sql=pgtrigger.compiler.UpsertTriggerSql(execute='audit_stamp_history()', func='RETURN NEW;', hash='a4846ccfb40ca12ab39c9e76a60b61aaa1c10d0b', operation='INSERT', pgid='pgtrigger_stamped_970fd', table='perpetrators_placehistory', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='protectedchildhistory',
            trigger=pgtrigger.compiler.Trigger(name='stamped', sql=pgtrigger.compiler.UpsertTriggerSql(execute='audit_stamp_history()', func='RETURN NEW;', hash='9d1675e109a2a217010b1b9ec01afe354de49ef3', operation='INSERT', pgid='pgtrigger_stamped_40716', table='perpetrators_protectedchildhistory', when='BEFORE')),
        ),
        ]
    )
