from emerald.batched_operations import in_runs
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('audit', '0003_proving_all'),
        ('cases', '0003_suspects'),
    ]

    operations = in_runs(
        [
        pgtrigger.migrations.AddTrigger(
            model_name='addresshistory',
            trigger=pgtrigger.compiler.Trigger(name='stamped', sql=pgtrigger.compiler.UpsertTriggerSql(execute='audit_stamp_history()', func='RETURN NEW;', hash='a63db8dc725e2911718f9d5d77cd7ceacb2766d3', operation='INSERT', pgid='pgtrigger_stamped_e1d1c', table='cases_addresshistory', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='allocationhistory',
            trigger=pgtrigger.compiler.Trigger(name='stamped', sql=pgtrigger.compiler.UpsertTriggerSql(execute='audit_stamp_history()', func='RETURN NEW;', hash='89e679b044831732caed1fa0389eb1a394b2cb7a', operation='INSERT', pgid='pgtrigger_stamped_6b165', table='cases_allocationhistory', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='alsoknownashistory',
            trigger=pgtrigger.compiler.Trigger(name='stamped', sql=pgtrigger.compiler.UpsertTriggerSql(execute='audit_stamp_history()', func='RETURN NEW;', hash='207b0814e8ac13900155ba6069d22739238a572d', operation='INSERT', pgid='pgtrigger_stamped_af277', table='cases_alsoknownashistory', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='carerhistory',
            trigger=pgtrigger.compiler.Trigger(name='stamped', sql=pgtrigger.compiler.UpsertTriggerSql(execute='audit_stamp_history()', func='RETURN NEW;', hash='1fe63e7da8d822e1163dfd434f8c180cbfda68f0', operation='INSERT', pgid='pgtrigger_stamped_7f39a', table='cases_carerhistory', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='casegroupobjectpermissionhistory',
            trigger=pgtrigger.compiler.Trigger(name='stamped', sql=pgtrigger.compiler.UpsertTriggerSql(execute='audit_stamp_history()', func='RETURN NEW;', hash='48d6427e9f5dfae1f235240f5dc38186121abd2e', operation='INSERT', pgid='pgtrigger_stamped_b5f95', table='cases_casegroupobjectpermissionhistory', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='casehistory',
            trigger=pgtrigger.compiler.Trigger(name='stamped', sql=pgtrigger.compiler.UpsertTriggerSql(execute='audit_stamp_history()', func='RETURN NEW;', hash='5c91693adadec13e5edb9c0ebd65c20a5424b9a1', operation='INSERT', pgid='pgtrigger_stamped_70721', table='cases_casehistory', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='caseuserobjectpermissionhistory',
            trigger=pgtrigger.compiler.Trigger(name='stamped', sql=pgtrigger.compiler.UpsertTriggerSql(execute='audit_stamp_history()', func='RETURN NEW;', hash='54231448d46dbda0a31eee014e3ceaf305a0dfe5', operation='INSERT', pgid='pgtrigger_stamped_6d2ae', table='cases_caseuserobjectpermissionhistory', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='childhistory',
            trigger=pgtrigger.compiler.Trigger(name='stamped', sql=pgtrigger.compiler.UpsertTriggerSql(execute='audit_stamp_history()', func='RETURN NEW;', hash='1635cdc83844709ec77a86e65a93894603feb636', operation='INSERT', pgid='pgtrigger_stamped_3a05d', table='cases_childhistory', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='chronologypinhistory',
            trigger=pgtrigger.compiler.Trigger(name='stamped', sql=pgtrigger.compiler.UpsertTriggerSql(execute='audit_stamp_history()', func='RETURN NEW;', hash='8ea2ddfe0b8f9e5b1a75e11d15b4e05aafdd1c22', operation='INSERT', pgid='pgtrigger_stamped_0f9aa', table='cases_chronologypinhistory', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='closurehistory',
            trigger=pgtrigger.compiler.Trigger(name='stamped', sql=pgtrigger.compiler.UpsertTriggerSql(execute='audit_stamp_history()', func='RETURN NEW;', hash='24382fae89787a8013970c931fa6610958698b81', operation='INSERT', pgid='pgtrigger_stamped_8ba3e', table='cases_closurehistory', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='documenthistory',
            trigger=pgtrigger.compiler.Trigger(name='stamped', sql=pgtrigger.compiler.UpsertTriggerSql(execute='audit_stamp_history()', func='RETURN NEW;', hash='3f6625e093dc8f2b571a358b334d53bd2d41eb18', operation='INSERT', pgid='pgtrigger_stamped_1a9fb', table='cases_documenthistory', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='frequencyhistory',
            trigger=pgtrigger.compiler.Trigger(name='stamped', sql=pgtrigger.compiler.UpsertTriggerSql(execute='audit_stamp_history()', func='RETURN NEW;', hash='0999bbf8d8b3a13ec6049041f0f99f4ac6f5fd45', operation='INSERT', pgid='pgtrigger_stamped_acb13', table='cases_frequencyhistory', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='indicatorhistory',
            trigger=pgtrigger.compiler.Trigger(name='stamped', sql=pgtrigger.compiler.UpsertTriggerSql(execute='audit_stamp_history()', func='RETURN NEW;', hash='ec8d7790f3d0914043a85fadaab2680aeafc09bd', operation='INSERT', pgid='pgtrigger_stamped_dd8f0', table='cases_indicatorhistory', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='lookedafterperiodhistory',
            trigger=pgtrigger.compiler.Trigger(name='stamped', sql=pgtrigger.compiler.UpsertTriggerSql(execute='audit_stamp_history()', func='RETURN NEW;', hash='73d1de466730419b200c972db1fe264b1d98742d', operation='INSERT', pgid='pgtrigger_stamped_84229', table='cases_lookedafterperiodhistory', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='planactionhistory',
            trigger=pgtrigger.compiler.Trigger(name='stamped', sql=pgtrigger.compiler.UpsertTriggerSql(execute='audit_stamp_history()', func='RETURN NEW;', hash='7145a3a24257090262fe016987af066cb80e9d5a', operation='INSERT', pgid='pgtrigger_stamped_6fcea', table='cases_planactionhistory', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='planhistory',
            trigger=pgtrigger.compiler.Trigger(name='stamped', sql=pgtrigger.compiler.UpsertTriggerSql(execute='audit_stamp_history()', func='RETURN NEW;', hash='a8d7fac61966955fc062f69e01a5faf427b91b54', operation='INSERT', pgid='pgtrigger_stamped_d5831', table='cases_planhistory', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='professionalhistory',
            trigger=pgtrigger.compiler.Trigger(name='stamped', sql=pgtrigger.compiler.UpsertTriggerSql(execute='audit_stamp_history()', func='RETURN NEW;', hash='609a2e5b16b2189187e0ee029dd83227953da4c0', operation='INSERT', pgid='pgtrigger_stamped_e9f4a', table='cases_professionalhistory', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='restrictionhistory',
            trigger=pgtrigger.compiler.Trigger(name='stamped', sql=pgtrigger.compiler.UpsertTriggerSql(execute='audit_stamp_history()', func='RETURN NEW;', hash='b96832d9ac90f31395558580639050e70d9bee85', operation='INSERT', pgid='pgtrigger_stamped_27fb0', table='cases_restrictionhistory', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='restrictionnamehistory',
            trigger=pgtrigger.compiler.Trigger(name='stamped', sql=pgtrigger.compiler.UpsertTriggerSql(execute='audit_stamp_history()', func='RETURN NEW;', hash='1028fbda5cedc9fae800d306b36b7a7626ccda3c', operation='INSERT', pgid='pgtrigger_stamped_b8182', table='cases_restrictionnamehistory', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reviewhistory',
            trigger=pgtrigger.compiler.Trigger(name='stamped', sql=pgtrigger.compiler.UpsertTriggerSql(execute='audit_stamp_history()', func='RETURN NEW;', hash='9ef2c807dc0ee1a4adcc0cab3508e7f91ea239fa', operation='INSERT', pgid='pgtrigger_stamped_a567b', table='cases_reviewhistory', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='riskanswerhistory',
            trigger=pgtrigger.compiler.Trigger(name='stamped', sql=pgtrigger.compiler.UpsertTriggerSql(execute='audit_stamp_history()', func='RETURN NEW;', hash='1d2f4b8d63afba5a72479406a743335e34b0099f', operation='INSERT', pgid='pgtrigger_stamped_a2c98', table='cases_riskanswerhistory', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='riskassessmenthistory',
            trigger=pgtrigger.compiler.Trigger(name='stamped', sql=pgtrigger.compiler.UpsertTriggerSql(execute='audit_stamp_history()', func='RETURN NEW;', hash='3d1f2dc288e88d0177e3fda56f5cc907b1fc90d6', operation='INSERT', pgid='pgtrigger_stamped_78abc', table='cases_riskassessmenthistory', when='BEFORE')),
        ),
        ]
    )
