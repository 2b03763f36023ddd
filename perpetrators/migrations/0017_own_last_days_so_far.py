"""The own last days of the periods there are. Where an interim order was cut short, its history tells what it was before;
one that was varied or broken is interim all the same."""

from django.db import migrations

VARIED = """
UPDATE perpetrators_measureperiod period SET interim = true
FROM perpetrators_measure measure
WHERE measure.id = period.measure_id AND NOT period.interim AND measure.state IN ('varied', 'breached')
  AND EXISTS (SELECT 1 FROM perpetrators_measureevent event WHERE event.measure_id = measure.id
                 AND event.from_state = 'interim' AND event.to_state IN ('varied', 'breached'))
  AND NOT EXISTS (SELECT 1 FROM perpetrators_measureperiod other
                  WHERE other.measure_id = measure.id AND other.interim)"""
OWN = """
UPDATE perpetrators_measureperiod period SET own_last_day = period.last_day
WHERE own_last_day IS DISTINCT FROM last_day"""
BEFORE_IT_WAS_CUT = """
WITH said AS (
    SELECT DISTINCT ON (cut.id) cut.id, history.last_day
    FROM perpetrators_measureperiod cut
    JOIN perpetrators_measureperiod whole ON whole.measure_id = cut.measure_id AND NOT whole.interim
    JOIN perpetrators_measureperiodhistory history ON history.pgh_obj_id = cut.id
    WHERE cut.interim AND coalesce(history.last_day >= whole.first_day, true)
    ORDER BY cut.id, history.pgh_id DESC)
UPDATE perpetrators_measureperiod period SET own_last_day = said.last_day
FROM said WHERE period.id = said.id AND period.own_last_day IS DISTINCT FROM said.last_day"""


class Migration(migrations.Migration):
    dependencies = [("perpetrators", "0016_own_last_days")]

    operations = [
        migrations.RunSQL([VARIED, OWN, BEFORE_IT_WAS_CUT], migrations.RunSQL.noop),
    ]
