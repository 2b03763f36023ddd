"""The words of every note, kept by PostgreSQL itself, and the two indexes a search walks.

A column of the database only: the model does not know it, so that no page carries it about, and the kept history,
which holds the texts themselves, needs no copy. See emerald/decisions/0010-search.md.
"""

from django.db import migrations

# As `interventions.models.search.fold` does in Python: without accents, each letter of a ligature by itself. What is
# cut off lies beyond twenty pages; without a limit a long enough text would not fit a tsvector and could not be saved.
FOLDED = r"""regexp_replace(normalize(
    left(what_happened, 60000) || E'\n' || left(childs_words, 30000) || E'\n' || next_step || E'\n'
    || left(next_step_outcome, 30000), NFKD), '[\u0300-\u036f]', '', 'g')"""


class Migration(migrations.Migration):

    dependencies = [
        ('interventions', '0001_initial'),("interventions", "0001_initial")]

    operations = [
        migrations.RunSQL(
            f"""ALTER TABLE interventions_session
                ADD COLUMN words tsvector GENERATED ALWAYS AS (to_tsvector('english', {FOLDED})) STORED""",
            "ALTER TABLE interventions_session DROP COLUMN words"),
        migrations.RunSQL("CREATE INDEX session_words ON interventions_session USING gin (words)",
                          "DROP INDEX session_words"),
        migrations.RunSQL("CREATE INDEX session_newest_first ON interventions_session (held_at DESC, id DESC)",
                          "DROP INDEX session_newest_first"),
    ]
