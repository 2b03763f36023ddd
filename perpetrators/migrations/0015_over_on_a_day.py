"""What is over has the day on which it stopped: checked while people go on working."""

from django.contrib.postgres.operations import AddConstraintNotValid, ValidateConstraint
from django.db import migrations, models

OVER = ("expired", "discharged", "refused", "withdrawn")
NAME = "measure_over_has_the_day_it_stopped"


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("perpetrators", "0014_days_so_far")]

    operations = [
        AddConstraintNotValid(
            model_name="measure",
            constraint=models.CheckConstraint(
                condition=~models.Q(state__in=OVER) | models.Q(ended_on__isnull=False), name=NAME
            ),
        ),
        ValidateConstraint(model_name="measure", name=NAME),
    ]
