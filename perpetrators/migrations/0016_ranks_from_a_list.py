"""Who issued a closure notice is chosen from a list: what was typed before stays beside it, word for word, and is read
into the list where it says a rank or an office."""

from django.db import migrations

CHOSEN = (
    "inspector", "chief_inspector", "superintendent", "chief_superintendent", "chief_officer", "council_officer",
    "chief_executive",
)  # fmt: skip
# From the more to the less particular: a chief superintendent is a superintendent as well.
READ = (
    (r"chief executive|head of paid service", "chief_executive"),
    (r"chief superintendent|ch(ief)? supt|\mdcs\M", "chief_superintendent"),
    (r"superintendent|\msupt\M|\mdsu\M", "superintendent"),
    (r"chief constable|\macc\M|\mdcc\M|commander|commissioner", "chief_officer"),
    (r"chief inspector|ch(ief)? insp|\mdci\M", "chief_inspector"),
    (r"inspector|\minsp\M|\mdi\M", "inspector"),
    (r"council|local authority", "council_officer"),
)
TYPED = "facts ->> 'issuer_rank'"
CASES = " ".join(f"WHEN {TYPED} ~* '{words}' THEN '{key}'" for words, key in READ)
KEPT = f"""
UPDATE perpetrators_measure
SET facts = (facts - 'issuer_rank') || jsonb_strip_nulls(jsonb_build_object(
    'issuer_rank_said', {TYPED}, 'issuer_rank', CASE {CASES} END))
WHERE kind = 'closure_notice' AND {TYPED} <> ALL (ARRAY{list(CHOSEN)!r})"""


class Migration(migrations.Migration):

    dependencies = [("perpetrators", "0015_over_on_a_day")]

    operations = [migrations.RunSQL(KEPT, migrations.RunSQL.noop)]
