"""What an action and a review became is their status, and a line of the chronology is recorded. Names alone change."""

from emerald.batched_operations import in_runs
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0008_numbers_in_question'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = in_runs(
        [
        pgtrigger.migrations.RemoveTrigger(
            model_name='likeness',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='likeness',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='likeness',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='planaction',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='planaction',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='planaction',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='review',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='review',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='review',
            name='delete_delete',
        ),
        migrations.RemoveConstraint(
            model_name='likeness',
            name='likeness_settled_is_whole',
        ),
        migrations.RemoveConstraint(
            model_name='planaction',
            name='plan_action_settled_says_what_when_who',
        ),
        migrations.RemoveConstraint(
            model_name='review',
            name='one_review_waits',
        ),
        migrations.RemoveConstraint(
            model_name='review',
            name='review_held_says_what',
        ),
        migrations.RemoveConstraint(
            model_name='review',
            name='review_not_held_says_why',
        ),
        migrations.RemoveIndex(
            model_name='planaction',
            name='plan_action_waiting',
        ),
        migrations.RemoveIndex(
            model_name='review',
            name='review_waiting',
        ),
        migrations.RenameField(
            model_name='chronologyentry',
            old_name='told_at',
            new_name='recorded_at',
        ),
        migrations.RenameField(
            model_name='chronologyentry',
            old_name='told_by',
            new_name='recorded_by',
        ),
        migrations.RenameField(
            model_name='likeness',
            old_name='settled_at',
            new_name='decided_at',
        ),
        migrations.RenameField(
            model_name='likeness',
            old_name='settled_by',
            new_name='decided_by',
        ),
        migrations.RenameField(
            model_name='likenesshistory',
            old_name='settled_at',
            new_name='decided_at',
        ),
        migrations.RenameField(
            model_name='likenesshistory',
            old_name='settled_by',
            new_name='decided_by',
        ),
        migrations.RenameField(
            model_name='planaction',
            old_name='settled_by',
            new_name='resolved_by',
        ),
        migrations.RenameField(
            model_name='planaction',
            old_name='settled_on',
            new_name='resolved_on',
        ),
        migrations.RenameField(
            model_name='planaction',
            old_name='standing',
            new_name='status',
        ),
        migrations.RenameField(
            model_name='planactionhistory',
            old_name='settled_by',
            new_name='resolved_by',
        ),
        migrations.RenameField(
            model_name='planactionhistory',
            old_name='settled_on',
            new_name='resolved_on',
        ),
        migrations.RenameField(
            model_name='planactionhistory',
            old_name='standing',
            new_name='status',
        ),
        migrations.RenameField(
            model_name='review',
            old_name='standing',
            new_name='status',
        ),
        migrations.RenameField(
            model_name='reviewhistory',
            old_name='standing',
            new_name='status',
        ),
        migrations.AddIndex(
            model_name='planaction',
            index=models.Index(condition=models.Q(('status', 'open')), fields=['due_on', 'id'], name='plan_action_waiting'),
        ),
        migrations.AddIndex(
            model_name='review',
            index=models.Index(condition=models.Q(('status', 'waiting')), fields=['planned_for'], name='review_waiting'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='likeness',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "cases_likenesshistory" ("because", "decided_at", "decided_by_id", "id", "noticed_at", "noticed_by_id", "other_id", "outcome", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "what") VALUES (NEW."because", NEW."decided_at", NEW."decided_by_id", NEW."id", NEW."noticed_at", NEW."noticed_by_id", NEW."other_id", NEW."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."record_id", NEW."what"); RETURN NULL;', hash='0584c31ac0bfc55fe79b899e372c8aacbdb8ec12', operation='INSERT', pgid='pgtrigger_insert_insert_edbcd', table='cases_likeness', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='likeness',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "cases_likenesshistory" ("because", "decided_at", "decided_by_id", "id", "noticed_at", "noticed_by_id", "other_id", "outcome", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "what") VALUES (NEW."because", NEW."decided_at", NEW."decided_by_id", NEW."id", NEW."noticed_at", NEW."noticed_by_id", NEW."other_id", NEW."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."record_id", NEW."what"); RETURN NULL;', hash='0d452d67e64cae45501619e7a06f5c9e3b7ac945', operation='UPDATE', pgid='pgtrigger_update_update_0f313', table='cases_likeness', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='likeness',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "cases_likenesshistory" ("because", "decided_at", "decided_by_id", "id", "noticed_at", "noticed_by_id", "other_id", "outcome", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "what") VALUES (OLD."because", OLD."decided_at", OLD."decided_by_id", OLD."id", OLD."noticed_at", OLD."noticed_by_id", OLD."other_id", OLD."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."record_id", OLD."what"); RETURN NULL;', hash='981b12bbb72ed1fa1d264dea5d80cfff49dce667', operation='DELETE', pgid='pgtrigger_delete_delete_32160', table='cases_likeness', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='planaction',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "cases_planactionhistory" ("added_at", "added_by_id", "case_id", "due_on", "id", "owner_elsewhere", "owner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resolved_by_id", "resolved_on", "status", "strand", "text", "version", "what_was_done") VALUES (NEW."added_at", NEW."added_by_id", NEW."case_id", NEW."due_on", NEW."id", NEW."owner_elsewhere", NEW."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."resolved_by_id", NEW."resolved_on", NEW."status", NEW."strand", NEW."text", NEW."version", NEW."what_was_done"); RETURN NULL;', hash='6f66d2b1f25dd6f46915d0355f7ca921848c0e2e', operation='INSERT', pgid='pgtrigger_insert_insert_b4e15', table='cases_planaction', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='planaction',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "cases_planactionhistory" ("added_at", "added_by_id", "case_id", "due_on", "id", "owner_elsewhere", "owner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resolved_by_id", "resolved_on", "status", "strand", "text", "version", "what_was_done") VALUES (NEW."added_at", NEW."added_by_id", NEW."case_id", NEW."due_on", NEW."id", NEW."owner_elsewhere", NEW."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."resolved_by_id", NEW."resolved_on", NEW."status", NEW."strand", NEW."text", NEW."version", NEW."what_was_done"); RETURN NULL;', hash='1f6bbb2463cf1db964dfb63b2480f1d9d3e39180', operation='UPDATE', pgid='pgtrigger_update_update_a59a9', table='cases_planaction', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='planaction',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "cases_planactionhistory" ("added_at", "added_by_id", "case_id", "due_on", "id", "owner_elsewhere", "owner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resolved_by_id", "resolved_on", "status", "strand", "text", "version", "what_was_done") VALUES (OLD."added_at", OLD."added_by_id", OLD."case_id", OLD."due_on", OLD."id", OLD."owner_elsewhere", OLD."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."resolved_by_id", OLD."resolved_on", OLD."status", OLD."strand", OLD."text", OLD."version", OLD."what_was_done"); RETURN NULL;', hash='6d6bdc481a9de8ef7258f9c4326bcfb5b7d79826', operation='DELETE', pgid='pgtrigger_delete_delete_ac390', table='cases_planaction', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='review',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "cases_reviewhistory" ("carers_view", "case_id", "chaired_by_id", "childs_view", "counted_from", "decisions", "held_on", "id", "made_at", "outcome", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_for", "recorded_at", "recorded_by_id", "status", "version", "was_due_on", "who_was_there", "why_not_held") VALUES (NEW."carers_view", NEW."case_id", NEW."chaired_by_id", NEW."childs_view", NEW."counted_from", NEW."decisions", NEW."held_on", NEW."id", NEW."made_at", NEW."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'insert\', NEW."id", NEW."planned_for", NEW."recorded_at", NEW."recorded_by_id", NEW."status", NEW."version", NEW."was_due_on", NEW."who_was_there", NEW."why_not_held"); RETURN NULL;', hash='bb84fa5c8d0e3ce8665b06c498a0c7bfb9e68608', operation='INSERT', pgid='pgtrigger_insert_insert_2fd1e', table='cases_review', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='review',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "cases_reviewhistory" ("carers_view", "case_id", "chaired_by_id", "childs_view", "counted_from", "decisions", "held_on", "id", "made_at", "outcome", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_for", "recorded_at", "recorded_by_id", "status", "version", "was_due_on", "who_was_there", "why_not_held") VALUES (NEW."carers_view", NEW."case_id", NEW."chaired_by_id", NEW."childs_view", NEW."counted_from", NEW."decisions", NEW."held_on", NEW."id", NEW."made_at", NEW."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'update\', NEW."id", NEW."planned_for", NEW."recorded_at", NEW."recorded_by_id", NEW."status", NEW."version", NEW."was_due_on", NEW."who_was_there", NEW."why_not_held"); RETURN NULL;', hash='ed9c3976959583f2d634c1b5a07070d593141c80', operation='UPDATE', pgid='pgtrigger_update_update_533d1', table='cases_review', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='review',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "cases_reviewhistory" ("carers_view", "case_id", "chaired_by_id", "childs_view", "counted_from", "decisions", "held_on", "id", "made_at", "outcome", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_for", "recorded_at", "recorded_by_id", "status", "version", "was_due_on", "who_was_there", "why_not_held") VALUES (OLD."carers_view", OLD."case_id", OLD."chaired_by_id", OLD."childs_view", OLD."counted_from", OLD."decisions", OLD."held_on", OLD."id", OLD."made_at", OLD."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, clock_timestamp(), \'delete\', OLD."id", OLD."planned_for", OLD."recorded_at", OLD."recorded_by_id", OLD."status", OLD."version", OLD."was_due_on", OLD."who_was_there", OLD."why_not_held"); RETURN NULL;', hash='509ca17b51f9a40bdd043c24fe20deded095049c', operation='DELETE', pgid='pgtrigger_delete_delete_b9242', table='cases_review', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='likeness',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('because', ''), ('decided_at', None), ('decided_by', None), ('outcome', '')), models.Q(models.Q(('outcome', ''), _negated=True), models.Q(('because', ''), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='likeness_decided_is_whole'),
        ),
        migrations.AddConstraint(
            model_name='planaction',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('resolved_by', None), ('resolved_on', None), ('status', 'open')), models.Q(('resolved_by__isnull', False), ('resolved_on__isnull', False), ('status__in', ['done', 'dropped']), models.Q(('what_was_done', ''), _negated=True)), _connector='OR'), name='plan_action_resolved_says_what_when_who'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'waiting')), fields=('case',), name='one_review_waits'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('chaired_by__isnull', False), ('held_on__isnull', False), ('recorded_at__isnull', False), ('recorded_by__isnull', False), ('status', 'held'), ('was_due_on__isnull', False), ('why_not_held', ''), models.Q(('outcome', ''), _negated=True), models.Q(('decisions', ''), _negated=True), models.Q(('childs_view', ''), _negated=True)), models.Q(models.Q(('status', 'held'), _negated=True), ('chaired_by', None), ('decisions', ''), ('held_on', None), ('outcome', '')), _connector='OR'), name='review_held_says_what'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('recorded_at__isnull', False), ('recorded_by__isnull', False), ('status', 'not_held'), ('was_due_on__isnull', False), models.Q(('why_not_held', ''), _negated=True)), models.Q(('status', 'not_held'), _negated=True), _connector='OR'), name='review_not_held_says_why'),
        ),
        ]
    )
