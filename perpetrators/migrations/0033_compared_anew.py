"""What stands on the register is compared as it is from now on: two profiles of one platform are two, and one plate,
telephone, handle or address is one however it was typed."""

from django.db import migrations

from perpetrators.comparing.compared_anew import compare_anew


def anew(apps, schema_editor):
    compare_anew(apps.get_model)


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("cases", "0021_moments_of_ends_so_far"), ("perpetrators", "0032_in_order")]

    operations = [migrations.RunPython(anew, migrations.RunPython.noop)]
