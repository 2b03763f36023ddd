"""Reminders of a birthday are of the protected child: those that stand already say so from now on. Whoever may not see
the child has theirs ended by the next sweep."""

from django.db import migrations
from django.db.models import F


def name_the_child(apps, schema_editor):
    notices = apps.get_model("reminders", "Notice").objects
    notices.filter(source__in=["child_16", "child_18"]).update(case_key=F("subject"))


class Migration(migrations.Migration):

    dependencies = [("perpetrators", "0002_traces"), ("reminders", "0002_calendar_day_stages")]

    operations = [migrations.RunPython(name_the_child, migrations.RunPython.noop)]
