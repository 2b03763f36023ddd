"""The days of the measures there are: as the trigger of 0013 keeps them from now on."""

from django.db import migrations

ONE_DAY = "('dispersal', 'platform_report', 'slavery_duty', 'visit')"
OVER = "('expired', 'discharged', 'refused', 'withdrawn')"
LIVE = "('interim', 'in_force', 'varied', 'breached')"
STOPPED = f"""
UPDATE perpetrators_measure measure
SET ended_on = coalesce(measure.ends_on + 1,
    (SELECT max(event."on") FROM perpetrators_measureevent event WHERE event.measure_id = measure.id), measure.started_on,
    measure.recorded_at::date)
WHERE state IN {OVER} AND ended_on IS NULL"""
DONE_IN_A_DAY = f"""
UPDATE perpetrators_measure
SET ends_on = started_on, until_further_order = false,
    how_ended = 'It is over with the day on which it was done. Source: DESIGN.md section 5.'
WHERE kind IN {ONE_DAY} AND state IN {LIVE} AND ends_on IS DISTINCT FROM started_on"""
# An order in full that followed an interim one: the days of the interim order are only in the lines of history.
INTERIM = f"""
INSERT INTO perpetrators_measureperiod (measure_id, interim, first_day, last_day)
SELECT measure.id, true, begun."on", measure.started_on - 1
FROM perpetrators_measure measure, LATERAL (
    SELECT event."on" FROM perpetrators_measureevent event
    WHERE event.measure_id = measure.id AND event.to_state = 'interim' AND event.from_state <> 'interim'
    ORDER BY event.id LIMIT 1) begun
WHERE measure.state <> 'interim' AND begun."on" < measure.started_on AND EXISTS (
    SELECT 1 FROM perpetrators_measureevent event WHERE event.measure_id = measure.id AND event.from_state = 'interim'
       AND event.to_state IN ('in_force', 'varied', 'breached'))
ON CONFLICT DO NOTHING"""
PERIODS = f"""
WITH days AS (
    SELECT id, state, served_on,
           CASE WHEN kind = 'pre_charge_bail' THEN coalesce(made_on, started_on) ELSE started_on END AS first_day,
           least(ends_on, CASE WHEN state IN {OVER} THEN ended_on - 1 END) AS last_day
    FROM perpetrators_measure
    WHERE state IN {LIVE} OR (state IN {OVER} AND made_on IS NOT NULL AND state <> 'refused'))
INSERT INTO perpetrators_measureperiod (measure_id, interim, first_day, last_day, served_on)
SELECT id, state = 'interim', first_day, last_day, served_on FROM days
WHERE first_day IS NOT NULL AND coalesce(last_day >= first_day, true)
ON CONFLICT DO NOTHING"""


class Migration(migrations.Migration):

    dependencies = [("perpetrators", "0013_days_of_measures")]

    operations = [
        migrations.RunSQL([STOPPED, DONE_IN_A_DAY, INTERIM, PERIODS], migrations.RunSQL.noop)
    ]
