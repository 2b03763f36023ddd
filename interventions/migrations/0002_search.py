"""The words of every note, kept by PostgreSQL itself, and the two indexes a search walks.

A column of the database only: the models do not know it, so that no page carries it about, and the kept history,
which holds the texts themselves, needs no copy. See emerald/decisions/0010-search.md.
"""

from django.db import migrations

# As `interventions.search.queries.fold` does in Python: without accents, each letter of a ligature by itself. What is
# cut off lies beyond twenty pages; without a limit a long enough text would not fit a tsvector and could not be saved.
TEXTS = {
    "session": r"left(what_happened, 60000) || E'\n' || left(childs_words, 30000) || E'\n' || next_step || E'\n' "
               r"|| left(next_step_outcome, 30000)",
    # `interventions.search.queries` adds these words to those of each child's session.
    "sharedpart": "left(what_happened, 60000)",
    "contact": r"left(what_was_said, 60000) || E'\n' || left(childs_words, 30000) || E'\n' || left(decisions, 30000) "
               r"|| E'\n' || with_name || E'\n' || agency || E'\n' || present || E'\n' || next_step || E'\n' "
               r"|| left(next_step_outcome, 30000)",
}
NEWEST_FIRST = {"session": "held_at", "contact": "happened_at"}


def words_of(table, text):
    folded = rf"regexp_replace(normalize({text}, NFKD), '[\u0300-\u036f]', '', 'g')"
    return migrations.RunSQL(
        f"ALTER TABLE interventions_{table} ADD COLUMN words tsvector "
        f"GENERATED ALWAYS AS (to_tsvector('english', {folded})) STORED",
        f"ALTER TABLE interventions_{table} DROP COLUMN words")


def indexes_of(table, moment):
    return [migrations.RunSQL(f"CREATE INDEX {table}_words ON interventions_{table} USING gin (words)",
                              f"DROP INDEX {table}_words"),
            migrations.RunSQL(
                f"CREATE INDEX {table}_newest_first ON interventions_{table} ({moment} DESC, id DESC)",
                f"DROP INDEX {table}_newest_first")]


class Migration(migrations.Migration):

    dependencies = [("interventions", "0001_initial")]

    operations = [
        *(words_of(table, text) for table, text in TEXTS.items()),
        *(index for table, moment in NEWEST_FIRST.items() for index in indexes_of(table, moment)),
    ]
