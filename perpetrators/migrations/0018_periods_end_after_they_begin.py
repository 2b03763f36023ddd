"""A period ends on the day before it begins at the earliest: checked while people go on working."""

from django.contrib.postgres.operations import AddConstraintNotValid, ValidateConstraint
from django.db import migrations, models
from django.db.models import F, Q

NAME = "period_ends_after_it_begins"
STATES = (
    "considered",
    "applied",
    "interim",
    "in_force",
    "varied",
    "breached",
    "expired",
    "discharged",
    "refused",
    "withdrawn",
    "mistaken",
)
# The trigger writes the periods without a day.
MISSING = """
UPDATE perpetrators_measure measure SET state = state
WHERE state NOT IN ('considered', 'applied', 'refused') AND made_on IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM perpetrators_measureperiod period WHERE period.measure_id = measure.id)"""


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("perpetrators", "0017_own_last_days_so_far")]

    operations = [
        AddConstraintNotValid(
            model_name="measure",
            constraint=models.CheckConstraint(condition=Q(state__in=STATES), name="measure_state_is_known"),
        ),
        ValidateConstraint(model_name="measure", name="measure_state_is_known"),
        AddConstraintNotValid(
            model_name="measureperiod",
            constraint=models.CheckConstraint(
                condition=Q(last_day=None) | Q(last_day__gte=F("first_day") - 1), name=NAME
            ),
        ),
        ValidateConstraint(model_name="measureperiod", name=NAME),
        migrations.RunSQL(MISSING, migrations.RunSQL.noop),
    ]
