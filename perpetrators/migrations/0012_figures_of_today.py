"""What stands today is counted by an index of it alone. References are found in a table of their own since 0010."""

from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models

LIVE = ("interim", "in_force", "varied", "breached")
COUNTED = ("state", "kind", "applicant_class", "person", "started_on", "made_on", "served_on")


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("perpetrators", "0011_what_is_there_is_found")]

    operations = [
        AddIndexConcurrently(
            model_name="measure",
            index=models.Index(
                condition=models.Q(("state__in", LIVE)), fields=["ends_on"], include=COUNTED, name="measure_live"
            ),
        ),
        AddIndexConcurrently(
            model_name="measure",
            index=models.Index(fields=["ended_on"], include=("started_on",), name="measure_by_its_end"),
        ),
        RemoveIndexConcurrently(model_name="measure", name="measure_by_order"),
        RemoveIndexConcurrently(model_name="measure", name="measure_by_crime"),
    ]
