"""The questions of the risk assessment that a new installation begins with."""

from django.db import migrations

from cases.first_indicators import plant


def plant_first(apps, schema_editor):
    plant(apps.get_model("cases", "Indicator").objects.all())


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0009_risk_assessment'),
    ]

    operations = [migrations.RunPython(plant_first, migrations.RunPython.noop)]
