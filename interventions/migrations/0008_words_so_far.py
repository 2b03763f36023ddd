"""The words of the notes there are, made anew where something but plain letters stands in one: only they can differ.

Some hundred at a time, each for a moment; until it is done a note is found as before. No text changes, so the history
gets no line of it: only the triggers that write it step aside.
"""

from django.db import connection, migrations, transaction

AT_A_TIME = 500
# As the triggers have it: whichever of these columns holds more than plain letters.
COLUMNS = {
    "session": "what_happened, childs_words, next_step, next_step_outcome",
    "sharedpart": "what_happened",
    "contact": "what_was_said, childs_words, decisions, with_name, agency, present, next_step, next_step_outcome",
}


def make_words_anew(apps, schema_editor):
    for table, columns in COLUMNS.items():
        last = 0
        while last is not None:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(
                    """SELECT set_config('pgtrigger.ignore', array_agg(tgname)::text, true) FROM pg_trigger
                        WHERE tgrelid = %s::regclass AND tgname LIKE 'pgtrigger_update_update_%%'""",
                    [f"interventions_{table}"],
                )
                cursor.execute(
                    f"""WITH chunk AS (SELECT id, concat({columns}) AS text FROM interventions_{table}
                            WHERE id > %s ORDER BY id LIMIT {AT_A_TIME}),
                        made AS (UPDATE interventions_{table} note SET words = NULL FROM chunk
                            WHERE note.id = chunk.id AND octet_length(text) <> char_length(text))
                        SELECT max(id) FROM chunk""",
                    [last],
                )
                (last,) = cursor.fetchone()
                cursor.execute("SELECT set_config('pgtrigger.ignore', '', true)")


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("interventions", "0007_words_as_compared")]

    operations = [migrations.RunPython(make_words_anew, migrations.RunPython.noop)]
