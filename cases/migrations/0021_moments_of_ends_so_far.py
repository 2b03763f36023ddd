"""The moments of the ends there are, as the history tells them."""

from django.db import migrations

MOMENTS = """
UPDATE cases_allocation allocation SET ended_at = coalesce(told.moment, clock_timestamp())
FROM cases_allocation one LEFT JOIN (
    SELECT pgh_obj_id, min(pgh_created_at) AS moment FROM cases_allocationhistory
    WHERE ended_on IS NOT NULL GROUP BY pgh_obj_id) told ON told.pgh_obj_id = one.id
WHERE allocation.id = one.id AND allocation.ended_on IS NOT NULL AND allocation.ended_at IS NULL"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0020_ends_have_their_moment")]

    operations = [migrations.RunSQL(MOMENTS, migrations.RunSQL.noop)]
