"""An address is compared by a keyed mark of its form, no longer by the form itself."""

import re

from django.db import migrations

from emerald.encrypted import keyed

SHORTEST = 6


def key_what_is_there(apps, schema_editor):
    for name in ("Trace", "Particular", "ConnectionRequest"):
        rows = apps.get_model("perpetrators", name).objects.filter(kind="address")
        for match in set(rows.values_list("match", flat=True)):
            if len(match) >= SHORTEST and not re.fullmatch("[0-9a-f]{64}", match):
                rows.filter(match=match).update(match=keyed(match))


class Migration(migrations.Migration):

    dependencies = [("perpetrators", "0006_admissions_in_force")]

    operations = [migrations.RunPython(key_what_is_there, migrations.RunPython.noop)]
