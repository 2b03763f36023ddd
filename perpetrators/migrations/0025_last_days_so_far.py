"""Of the measures there are, which last day somebody set: of a kind whose end is worked out, where its words say so."""

from django.db import migrations

WORKED_OUT = """('pre_charge_bail', 'cawn', 'inherent_injunction', 'closure_notice', 'hotel_notice', 'police_protection',
    'dispersal', 'platform_report', 'slavery_duty', 'visit')"""
SET = f"""
UPDATE perpetrators_measure SET last_day_set = ends_on
WHERE ends_on IS NOT NULL AND (kind NOT IN {WORKED_OUT} OR state = 'interim'
    OR how_ended LIKE 'As it was made. It could%' OR how_ended LIKE '%the day that was set.%')"""


class Migration(migrations.Migration):

    dependencies = [("perpetrators", "0024_last_day_set")]

    operations = [migrations.RunSQL(SET, migrations.RunSQL.noop)]
