"""The questions of the risk assessment that a new installation begins with, and a table that needs no copy."""

from django.db import migrations

from cases.models.risk.first_indicators import plant


def plant_first(apps, schema_editor):
    plant(apps.get_model("cases", "Indicator").objects.all())


class Migration(migrations.Migration):

    dependencies = [("cases", "0001_initial")]

    operations = [
        migrations.RunPython(plant_first, migrations.RunPython.noop),
        # What it holds is true for two minutes: not worth a line in the database's log, nor a copy on a standby.
        migrations.RunSQL("ALTER TABLE cases_openpage SET UNLOGGED", "ALTER TABLE cases_openpage SET LOGGED"),
    ]
