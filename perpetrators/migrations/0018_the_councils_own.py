"""Injunctions that the council alone applies for are nobody else's: checked while people go on working."""

from django.contrib.postgres.operations import AddConstraintNotValid, ValidateConstraint
from django.db import migrations, models

NAME = "some_measures_are_the_councils"
# The pages offered no other answer; what a command wrote stays in the history of the row.
THEIRS = """
UPDATE perpetrators_measure SET applicant_class = 'council'
WHERE kind IN ('s222_injunction', 'inherent_injunction') AND applicant_class NOT IN ('', 'council')"""


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("perpetrators", "0017_notices_by_basis")]

    operations = [
        AddConstraintNotValid(
            model_name="measure",
            constraint=models.CheckConstraint(
                condition=~models.Q(kind__in=("s222_injunction", "inherent_injunction"))
                | models.Q(applicant_class__in=("", "council")),
                name=NAME,
            ),
        ),
        migrations.RunSQL(THEIRS, migrations.RunSQL.noop),
        ValidateConstraint(model_name="measure", name=NAME),
    ]
