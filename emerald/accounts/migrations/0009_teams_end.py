"""A team can end and be joined to another, and an account keeps what its person was called before."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0008_in_order'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='team',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='team',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='team',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='team',
            name='ended_on',
            field=models.DateField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='team',
            name='joined_into',
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='joined', to='accounts.team'),
        ),
        migrations.AddField(
            model_name='teamhistory',
            name='ended_on',
            field=models.DateField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='teamhistory',
            name='joined_into',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.team'),
        ),
        migrations.AddField(
            model_name='user',
            name='former_names',
            field=models.JSONField(db_default=models.Value([], models.JSONField()), default=list, editable=False),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='membership',
            trigger=pgtrigger.compiler.Trigger(name='team_is_still_there', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    PERFORM 1 FROM accounts_team WHERE id = NEW.team_id AND ended_on IS NULL FOR SHARE;\n    IF NOT FOUND THEN\n        RAISE EXCEPTION 'a team that has ended is given nothing any more' USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN NEW;\n", hash='d886c5d91f9821512e11c04c539fd75502e5d4ec', operation='INSERT OR UPDATE OF "team_id"', pgid='pgtrigger_team_is_still_there_e67b6', table='accounts_membership', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='team',
            trigger=pgtrigger.compiler.Trigger(name='nobody_works_in_an_ended_team', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n                    IF NEW.ended_on IS NOT NULL\n                       AND EXISTS (SELECT FROM accounts_membership WHERE team_id = NEW.id) THEN\n                        RAISE EXCEPTION 'somebody works in this team' USING ERRCODE = 'check_violation';\n                    END IF;\n                    RETURN NEW;\n                ", hash='2725d73e0f20d6529458cefc4a72150b50f4a4ee', operation='UPDATE OF "ended_on"', pgid='pgtrigger_nobody_works_in_an_ended_team_776f7', table='accounts_team', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='team',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "accounts_teamhistory" ("ended_on", "id", "joined_into_id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug") VALUES (NEW."ended_on", NEW."id", NEW."joined_into_id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."slug"); RETURN NULL;', hash='91f9522f2ebc4bf1c546b44f6187037b3316c0ae', operation='INSERT', pgid='pgtrigger_insert_insert_71b40', table='accounts_team', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='team',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "accounts_teamhistory" ("ended_on", "id", "joined_into_id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug") VALUES (NEW."ended_on", NEW."id", NEW."joined_into_id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."slug"); RETURN NULL;', hash='b7f53678f6c6be28630b958cb2a508474596b295', operation='UPDATE', pgid='pgtrigger_update_update_529da', table='accounts_team', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='team',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "accounts_teamhistory" ("ended_on", "id", "joined_into_id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug") VALUES (OLD."ended_on", OLD."id", OLD."joined_into_id", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."slug"); RETURN NULL;', hash='49c9ff50e0eebd158801f3defff7cf2e7ada8cfb', operation='DELETE', pgid='pgtrigger_delete_delete_5bd04', table='accounts_team', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='user',
            trigger=pgtrigger.compiler.Trigger(name='keeps_names', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        NEW.former_names := CASE TG_OP WHEN 'INSERT' THEN '[]'::jsonb ELSE OLD.former_names END;\n        IF TG_OP = 'UPDATE' AND NEW.name <> OLD.name THEN\n            NEW.former_names := NEW.former_names\n                || jsonb_build_object('name', OLD.name, 'until', clock_timestamp());\n        END IF;\n        RETURN NEW;\n    ", hash='ac50a68b626bab4d66c8886ce6bc0a9667eecb41', operation='INSERT OR UPDATE', pgid='pgtrigger_keeps_names_eb091', table='accounts_user', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='team',
            constraint=models.CheckConstraint(condition=models.Q(('joined_into', None), models.Q(('ended_on__isnull', False), models.Q(('joined_into', models.F('pk')), _negated=True)), _connector='OR'), name='joined_team_has_ended'),
        ),
    ]
