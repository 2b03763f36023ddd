"""The sweep reads what stands of a source, and not what ever stood."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("reminders", "0007_due_by_case_and_source")]

    operations = [
        AddIndexConcurrently(
            model_name="notice",
            index=models.Index(condition=models.Q(("ended_at", None)), fields=["source"], name="notice_standing"),
        ),
    ]
