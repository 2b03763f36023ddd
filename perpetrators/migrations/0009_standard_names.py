"""Where somebody stands with the law is their legal status; what was found is decided on. Names alone change."""

from emerald.batched_operations import in_runs
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0009_standard_names'),
        ('perpetrators', '0008_connections_found'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = in_runs(
        [
        pgtrigger.migrations.RemoveTrigger(
            model_name='connectionfound',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='connectionfound',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='connectionfound',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='personofconcern',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='personofconcern',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='personofconcern',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='placeaction',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='placeaction',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='placeaction',
            name='delete_delete',
        ),
        migrations.RemoveConstraint(
            model_name='connectionfound',
            name='connection_found_settled_is_whole',
        ),
        migrations.RemoveConstraint(
            model_name='placeaction',
            name='place_action_settled_says_what_when_who',
        ),
        migrations.RemoveIndex(
            model_name='placeaction',
            name='place_action_waiting',
        ),
        migrations.RenameField(
            model_name='connectionfound',
            old_name='settled_at',
            new_name='decided_at',
        ),
        migrations.RenameField(
            model_name='connectionfound',
            old_name='settled_by',
            new_name='decided_by',
        ),
        migrations.RenameField(
            model_name='connectionfoundhistory',
            old_name='settled_at',
            new_name='decided_at',
        ),
        migrations.RenameField(
            model_name='connectionfoundhistory',
            old_name='settled_by',
            new_name='decided_by',
        ),
        migrations.RenameField(
            model_name='personofconcern',
            old_name='standing',
            new_name='legal_status',
        ),
        migrations.RenameField(
            model_name='personofconcernhistory',
            old_name='standing',
            new_name='legal_status',
        ),
        migrations.RenameField(
            model_name='placeaction',
            old_name='settled_by',
            new_name='resolved_by',
        ),
        migrations.RenameField(
            model_name='placeaction',
            old_name='settled_on',
            new_name='resolved_on',
        ),
        migrations.RenameField(
            model_name='placeaction',
            old_name='standing',
            new_name='status',
        ),
        migrations.RenameField(
            model_name='placeactionhistory',
            old_name='settled_by',
            new_name='resolved_by',
        ),
        migrations.RenameField(
            model_name='placeactionhistory',
            old_name='settled_on',
            new_name='resolved_on',
        ),
        migrations.RenameField(
            model_name='placeactionhistory',
            old_name='standing',
            new_name='status',
        ),
        migrations.AddIndex(
            model_name='placeaction',
            index=models.Index(condition=models.Q(('status', 'open')), fields=['due_on', 'id'], name='place_action_waiting'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='connectionfound',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "perpetrators_connectionfoundhistory" ("answer", "child_id", "decided_at", "decided_by_id", "id", "kind", "other_child_id", "other_person_id", "other_place_id", "outcome", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "saved_at", "saved_by_id", "words") VALUES (NEW."answer", NEW."child_id", NEW."decided_at", NEW."decided_by_id", NEW."id", NEW."kind", NEW."other_child_id", NEW."other_person_id", NEW."other_place_id", NEW."outcome", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."place_id", NEW."saved_at", NEW."saved_by_id", NEW."words"); RETURN NULL;', hash='5e3d5279b199419d10b8c52a66d255b9104dae7d', operation='INSERT', pgid='pgtrigger_insert_insert_8da82', table='perpetrators_connectionfound', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='connectionfound',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."answer" IS DISTINCT FROM (NEW."answer") OR OLD."child_id" IS DISTINCT FROM (NEW."child_id") OR OLD."decided_at" IS DISTINCT FROM (NEW."decided_at") OR OLD."decided_by_id" IS DISTINCT FROM (NEW."decided_by_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."other_child_id" IS DISTINCT FROM (NEW."other_child_id") OR OLD."other_person_id" IS DISTINCT FROM (NEW."other_person_id") OR OLD."other_place_id" IS DISTINCT FROM (NEW."other_place_id") OR OLD."outcome" IS DISTINCT FROM (NEW."outcome") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."place_id" IS DISTINCT FROM (NEW."place_id") OR OLD."saved_at" IS DISTINCT FROM (NEW."saved_at") OR OLD."saved_by_id" IS DISTINCT FROM (NEW."saved_by_id") OR OLD."words" IS DISTINCT FROM (NEW."words"))', func='INSERT INTO "perpetrators_connectionfoundhistory" ("answer", "child_id", "decided_at", "decided_by_id", "id", "kind", "other_child_id", "other_person_id", "other_place_id", "outcome", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "saved_at", "saved_by_id", "words") VALUES (NEW."answer", NEW."child_id", NEW."decided_at", NEW."decided_by_id", NEW."id", NEW."kind", NEW."other_child_id", NEW."other_person_id", NEW."other_place_id", NEW."outcome", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."place_id", NEW."saved_at", NEW."saved_by_id", NEW."words"); RETURN NULL;', hash='461fd7b91f9e9359b8879caca1b1f65231ff1de5', operation='UPDATE', pgid='pgtrigger_update_update_d9ea7', table='perpetrators_connectionfound', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='connectionfound',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "perpetrators_connectionfoundhistory" ("answer", "child_id", "decided_at", "decided_by_id", "id", "kind", "other_child_id", "other_person_id", "other_place_id", "outcome", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "saved_at", "saved_by_id", "words") VALUES (OLD."answer", OLD."child_id", OLD."decided_at", OLD."decided_by_id", OLD."id", OLD."kind", OLD."other_child_id", OLD."other_person_id", OLD."other_place_id", OLD."outcome", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."place_id", OLD."saved_at", OLD."saved_by_id", OLD."words"); RETURN NULL;', hash='74bb94cda108366236bfdb68e3d2fd6b427a9e68', operation='DELETE', pgid='pgtrigger_delete_delete_9f7dc', table='perpetrators_connectionfound', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='personofconcern',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "perpetrators_personofconcernhistory" ("also_a_child", "area_id", "called", "date_of_birth", "description", "estimated_age", "estimated_on", "ethnicity", "ethnicity_basis", "ethnicity_why_unknown", "family_name", "given_names", "id", "legal_status", "merged_into_id", "nationality", "nationality_basis", "nationality_why_unknown", "occupation", "officer_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "photograph_id", "recorded_at", "recorded_by_id", "reference", "sex", "version") VALUES (NEW."also_a_child", NEW."area_id", NEW."called", NEW."date_of_birth", NEW."description", NEW."estimated_age", NEW."estimated_on", NEW."ethnicity", NEW."ethnicity_basis", NEW."ethnicity_why_unknown", NEW."family_name", NEW."given_names", NEW."id", NEW."legal_status", NEW."merged_into_id", NEW."nationality", NEW."nationality_basis", NEW."nationality_why_unknown", NEW."occupation", NEW."officer_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."photograph_id", NEW."recorded_at", NEW."recorded_by_id", NEW."reference", NEW."sex", NEW."version"); RETURN NULL;', hash='fde24d624f63da6c6e5dadab1fcd6d31d8d507a4', operation='INSERT', pgid='pgtrigger_insert_insert_4674f', table='perpetrators_personofconcern', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='personofconcern',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."also_a_child" IS DISTINCT FROM (NEW."also_a_child") OR OLD."area_id" IS DISTINCT FROM (NEW."area_id") OR OLD."called" IS DISTINCT FROM (NEW."called") OR OLD."date_of_birth" IS DISTINCT FROM (NEW."date_of_birth") OR OLD."description" IS DISTINCT FROM (NEW."description") OR OLD."estimated_age" IS DISTINCT FROM (NEW."estimated_age") OR OLD."estimated_on" IS DISTINCT FROM (NEW."estimated_on") OR OLD."ethnicity" IS DISTINCT FROM (NEW."ethnicity") OR OLD."ethnicity_basis" IS DISTINCT FROM (NEW."ethnicity_basis") OR OLD."ethnicity_why_unknown" IS DISTINCT FROM (NEW."ethnicity_why_unknown") OR OLD."family_name" IS DISTINCT FROM (NEW."family_name") OR OLD."given_names" IS DISTINCT FROM (NEW."given_names") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."legal_status" IS DISTINCT FROM (NEW."legal_status") OR OLD."merged_into_id" IS DISTINCT FROM (NEW."merged_into_id") OR OLD."nationality" IS DISTINCT FROM (NEW."nationality") OR OLD."nationality_basis" IS DISTINCT FROM (NEW."nationality_basis") OR OLD."nationality_why_unknown" IS DISTINCT FROM (NEW."nationality_why_unknown") OR OLD."occupation" IS DISTINCT FROM (NEW."occupation") OR OLD."officer_id" IS DISTINCT FROM (NEW."officer_id") OR OLD."photograph_id" IS DISTINCT FROM (NEW."photograph_id") OR OLD."recorded_at" IS DISTINCT FROM (NEW."recorded_at") OR OLD."recorded_by_id" IS DISTINCT FROM (NEW."recorded_by_id") OR OLD."reference" IS DISTINCT FROM (NEW."reference") OR OLD."sex" IS DISTINCT FROM (NEW."sex") OR OLD."version" IS DISTINCT FROM (NEW."version"))', func='INSERT INTO "perpetrators_personofconcernhistory" ("also_a_child", "area_id", "called", "date_of_birth", "description", "estimated_age", "estimated_on", "ethnicity", "ethnicity_basis", "ethnicity_why_unknown", "family_name", "given_names", "id", "legal_status", "merged_into_id", "nationality", "nationality_basis", "nationality_why_unknown", "occupation", "officer_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "photograph_id", "recorded_at", "recorded_by_id", "reference", "sex", "version") VALUES (NEW."also_a_child", NEW."area_id", NEW."called", NEW."date_of_birth", NEW."description", NEW."estimated_age", NEW."estimated_on", NEW."ethnicity", NEW."ethnicity_basis", NEW."ethnicity_why_unknown", NEW."family_name", NEW."given_names", NEW."id", NEW."legal_status", NEW."merged_into_id", NEW."nationality", NEW."nationality_basis", NEW."nationality_why_unknown", NEW."occupation", NEW."officer_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."photograph_id", NEW."recorded_at", NEW."recorded_by_id", NEW."reference", NEW."sex", NEW."version"); RETURN NULL;', hash='4930626c7464a631daa5372f4a870d4a009b396f', operation='UPDATE', pgid='pgtrigger_update_update_9b49a', table='perpetrators_personofconcern', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='personofconcern',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "perpetrators_personofconcernhistory" ("also_a_child", "area_id", "called", "date_of_birth", "description", "estimated_age", "estimated_on", "ethnicity", "ethnicity_basis", "ethnicity_why_unknown", "family_name", "given_names", "id", "legal_status", "merged_into_id", "nationality", "nationality_basis", "nationality_why_unknown", "occupation", "officer_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "photograph_id", "recorded_at", "recorded_by_id", "reference", "sex", "version") VALUES (OLD."also_a_child", OLD."area_id", OLD."called", OLD."date_of_birth", OLD."description", OLD."estimated_age", OLD."estimated_on", OLD."ethnicity", OLD."ethnicity_basis", OLD."ethnicity_why_unknown", OLD."family_name", OLD."given_names", OLD."id", OLD."legal_status", OLD."merged_into_id", OLD."nationality", OLD."nationality_basis", OLD."nationality_why_unknown", OLD."occupation", OLD."officer_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."photograph_id", OLD."recorded_at", OLD."recorded_by_id", OLD."reference", OLD."sex", OLD."version"); RETURN NULL;', hash='4257490a204a3750d97bf999af8eba0facf6077b', operation='DELETE', pgid='pgtrigger_delete_delete_da6fc', table='perpetrators_personofconcern', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='placeaction',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "perpetrators_placeactionhistory" ("added_at", "added_by_id", "due_on", "id", "owner_elsewhere", "owner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "resolved_by_id", "resolved_on", "status", "text", "version", "what_was_done") VALUES (NEW."added_at", NEW."added_by_id", NEW."due_on", NEW."id", NEW."owner_elsewhere", NEW."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."place_id", NEW."resolved_by_id", NEW."resolved_on", NEW."status", NEW."text", NEW."version", NEW."what_was_done"); RETURN NULL;', hash='9c5f20aa5a463a836a2d3e7b8af118c875316253', operation='INSERT', pgid='pgtrigger_insert_insert_96c0b', table='perpetrators_placeaction', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='placeaction',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "perpetrators_placeactionhistory" ("added_at", "added_by_id", "due_on", "id", "owner_elsewhere", "owner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "resolved_by_id", "resolved_on", "status", "text", "version", "what_was_done") VALUES (NEW."added_at", NEW."added_by_id", NEW."due_on", NEW."id", NEW."owner_elsewhere", NEW."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."place_id", NEW."resolved_by_id", NEW."resolved_on", NEW."status", NEW."text", NEW."version", NEW."what_was_done"); RETURN NULL;', hash='7b96359f1eec5247c8837421982b2a36aa413279', operation='UPDATE', pgid='pgtrigger_update_update_8d299', table='perpetrators_placeaction', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='placeaction',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "perpetrators_placeactionhistory" ("added_at", "added_by_id", "due_on", "id", "owner_elsewhere", "owner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "resolved_by_id", "resolved_on", "status", "text", "version", "what_was_done") VALUES (OLD."added_at", OLD."added_by_id", OLD."due_on", OLD."id", OLD."owner_elsewhere", OLD."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."place_id", OLD."resolved_by_id", OLD."resolved_on", OLD."status", OLD."text", OLD."version", OLD."what_was_done"); RETURN NULL;', hash='7d5d9d69c53b7c51848c990b884de86f8479fec8', operation='DELETE', pgid='pgtrigger_delete_delete_3067b', table='perpetrators_placeaction', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='connectionfound',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('decided_at', None), ('decided_by', None), ('outcome', '')), models.Q(models.Q(('outcome', ''), _negated=True), models.Q(('answer', ''), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='connection_found_decided_is_whole'),
        ),
        migrations.AddConstraint(
            model_name='placeaction',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('resolved_by', None), ('resolved_on', None), ('status', 'open')), models.Q(('resolved_by__isnull', False), ('resolved_on__isnull', False), ('status__in', ['done', 'dropped']), models.Q(('what_was_done', ''), _negated=True)), _connector='OR'), name='place_action_resolved_says_what_when_who'),
        ),
        ]
    )
