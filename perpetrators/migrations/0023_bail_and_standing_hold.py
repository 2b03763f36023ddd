"""Those of 0016 hold for what there was already: checked while people go on working."""

from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations

# The stages of bail say when it ends; that it ran "until further order" was never so.
ENDED_BY_STAGES = """
UPDATE perpetrators_measure SET until_further_order = false
WHERE kind = 'pre_charge_bail' AND until_further_order"""


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("perpetrators", "0022_bail_and_standing")]

    operations = [
        migrations.RunSQL(ENDED_BY_STAGES, migrations.RunSQL.noop),
        ValidateConstraint(model_name="measure", name="measure_bail_has_stages"),
        ValidateConstraint(model_name="legalevent", name="legal_event_against_child_if_convicted"),
    ]
