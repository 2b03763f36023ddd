"""The words by which a note is found are made of its text as it is compared, by a trigger: a generated column could be
changed only by writing every note anew under a lock. What was made before stays until the next migration makes it anew.
"""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0007_as_compared'),
        ('interventions', '0006_open_next_steps_and_late_notes'),
    ]

    operations = [
        *(migrations.RunSQL(f"ALTER TABLE interventions_{table} ALTER COLUMN words DROP EXPRESSION", migrations.RunSQL.noop)
          for table in ("session", "contact", "sharedpart")),
        pgtrigger.migrations.AddTrigger(
            model_name='contact',
            trigger=pgtrigger.compiler.Trigger(name='words_as_compared', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'INSERT' OR ROW(NEW.what_was_said, NEW.childs_words, NEW.decisions, NEW.with_name, NEW.agency, NEW.present, NEW.next_step, NEW.next_step_outcome, NEW.words)\n                IS DISTINCT FROM ROW(OLD.what_was_said, OLD.childs_words, OLD.decisions, OLD.with_name, OLD.agency, OLD.present, OLD.next_step, OLD.next_step_outcome, OLD.words) THEN\n                NEW.words := to_tsvector('english', as_compared(left(NEW.what_was_said, 60000) || E'\\n' || left(NEW.childs_words, 30000) || E'\\n' || left(NEW.decisions, 30000) || E'\\n' || NEW.with_name || E'\\n' || NEW.agency || E'\\n' || NEW.present || E'\\n' || NEW.next_step || E'\\n' || left(NEW.next_step_outcome, 30000)));\n            END IF;\n            RETURN NEW;\n        ", hash='c6c13e944cd5ae6c2f93a7955f67d9514c0baea8', operation='INSERT OR UPDATE', pgid='pgtrigger_words_as_compared_37283', table='interventions_contact', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='session',
            trigger=pgtrigger.compiler.Trigger(name='words_as_compared', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'INSERT' OR ROW(NEW.what_happened, NEW.childs_words, NEW.next_step, NEW.next_step_outcome, NEW.words)\n                IS DISTINCT FROM ROW(OLD.what_happened, OLD.childs_words, OLD.next_step, OLD.next_step_outcome, OLD.words) THEN\n                NEW.words := to_tsvector('english', as_compared(left(NEW.what_happened, 60000) || E'\\n' || left(NEW.childs_words, 30000) || E'\\n' || NEW.next_step || E'\\n' || left(NEW.next_step_outcome, 30000)));\n            END IF;\n            RETURN NEW;\n        ", hash='025cf8fe9e825dbb82d5f183ba8abe01a42e232d', operation='INSERT OR UPDATE', pgid='pgtrigger_words_as_compared_8a030', table='interventions_session', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sharedpart',
            trigger=pgtrigger.compiler.Trigger(name='words_as_compared', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'INSERT' OR ROW(NEW.what_happened, NEW.words)\n                IS DISTINCT FROM ROW(OLD.what_happened, OLD.words) THEN\n                NEW.words := to_tsvector('english', as_compared(left(NEW.what_happened, 60000)));\n            END IF;\n            RETURN NEW;\n        ", hash='c6201a9c92000c8f2099494ceaf642e4ade50c36', operation='INSERT OR UPDATE', pgid='pgtrigger_words_as_compared_e672a', table='interventions_sharedpart', when='BEFORE')),
        ),
    ]
