"""The words of every contact, kept by PostgreSQL itself as those of sessions are (0002), and the two indexes a search
walks. See emerald/decisions/0010-search.md.
"""

from django.db import migrations

FOLDED = r"""regexp_replace(normalize(
    left(what_was_said, 60000) || E'\n' || left(childs_words, 30000) || E'\n' || left(decisions, 30000) || E'\n'
    || with_name || E'\n' || agency || E'\n' || present || E'\n' || next_step || E'\n'
    || left(next_step_outcome, 30000), NFKD), '[\u0300-\u036f]', '', 'g')"""


class Migration(migrations.Migration):

    dependencies = [("interventions", "0006_contacts")]

    operations = [
        migrations.RunSQL(
            f"""ALTER TABLE interventions_contact
                ADD COLUMN words tsvector GENERATED ALWAYS AS (to_tsvector('english', {FOLDED})) STORED""",
            "ALTER TABLE interventions_contact DROP COLUMN words"),
        migrations.RunSQL("CREATE INDEX contact_words ON interventions_contact USING gin (words)",
                          "DROP INDEX contact_words"),
        migrations.RunSQL("CREATE INDEX contact_newest_first ON interventions_contact (happened_at DESC, id DESC)",
                          "DROP INDEX contact_newest_first"),
    ]
