"""Seals the addresses that were there before. What was kept of their past stays as it was sealed into the evidence."""

import pghistory
from django.db import migrations


def seal_what_is_there(apps, schema_editor):
    address = apps.get_model("cases", "Address")
    with pghistory.context(actor="migrate", role="", reason="Addresses sealed."):
        for one in address.objects.order_by("pk").iterator(chunk_size=2_000):
            address.objects.filter(pk=one.pk).update(
                lines=one.lines, postcode=one.postcode, why_sensitive=one.why_sensitive)


class Migration(migrations.Migration):

    dependencies = [("cases", "0005_sealed_addresses")]

    operations = [migrations.RunPython(seal_what_is_there, migrations.RunPython.noop)]
