"""What is on the register already is found by a part, and by its references, as what is recorded from now on."""

from django.db import migrations

PHONES = """
INSERT INTO perpetrators_fragment (particular_id, text)
SELECT id, '#' || reverse(regexp_replace(match, '[^0-9]', '', 'g'))
FROM perpetrators_particular WHERE kind = 'phone' AND match ~ '[0-9]'"""
PLATES = """
WITH vehicle AS (
    SELECT id, translate(match, 'OI', '01') AS plate, translate(match, 'OI?*', '01') AS known
    FROM perpetrators_particular WHERE kind = 'vehicle' AND length(translate(match, '?*', '')) >= 3)
INSERT INTO perpetrators_fragment (particular_id, text)
SELECT id, '=' || plate FROM vehicle WHERE plate = known
UNION SELECT id, substr(plate, n) FROM vehicle, generate_series(1, length(plate)) n WHERE plate = known
UNION SELECT id, CASE WHEN length(known) > 12 THEN '?*' ELSE '?' END FROM vehicle WHERE plate <> known
UNION SELECT id, '?' || substr(known, a, 1) || substr(known, b, 1) || substr(known, c, 1)
    FROM vehicle, generate_series(1, length(known)) a, generate_series(a + 1, length(known)) b,
         generate_series(b + 1, length(known)) c
    WHERE plate <> known AND length(known) <= 12"""
MEASURES = """
INSERT INTO perpetrators_foundby (measure_id, breach_id, text)
SELECT DISTINCT measure.id, NULL::bigint, upper(said)
FROM perpetrators_measure measure, LATERAL (
    VALUES (measure.reference), (measure.order_ref), (measure.crime_ref)
    UNION ALL SELECT value #>> '{}'
    FROM jsonb_each(measure.facts - ARRAY['basis', 'care', 'consent_by', 'consent_on', 'consent_role']::text[])
    WHERE jsonb_typeof(value) = 'string') AS texts (said)
WHERE said <> '' AND length(upper(said)) <= 200"""
BREACHES = """
INSERT INTO perpetrators_foundby (measure_id, breach_id, text)
SELECT measure_id, id, upper(crime_ref) FROM perpetrators_breach
WHERE crime_ref <> '' AND length(upper(crime_ref)) <= 200"""
FOUND = ("perpetrators_fragment", "perpetrators_foundby")


class Migration(migrations.Migration):

    dependencies = [("perpetrators", "0010_found_by_a_part")]

    operations = [
        migrations.RunSQL([*(f"TRUNCATE {table}" for table in FOUND), PHONES, PLATES, MEASURES, BREACHES], migrations.RunSQL.noop)
    ]
