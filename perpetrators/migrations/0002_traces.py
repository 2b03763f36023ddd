"""What is compared of the records that were there before anything was compared."""

from django.db import migrations

from perpetrators.models.connections.trace import origin_of
from perpetrators.comparing.trace_signals import READ


def read_traces(apps, schema_editor):
    """What is compared of records that were there before: carers, addresses, places and what persons are called."""
    for model, read in READ.items():
        there = apps.get_model(model._meta.app_label, model.__name__).objects.order_by("pk")
        for record in there.iterator(chunk_size=2_000):
            found, whose = read(record)
            trace = apps.get_model("perpetrators", "Trace")
            trace.objects.bulk_create([
                trace(origin=origin_of(record), words=words, kind=kind, match=match, **whose)
                for words, kind, match in found if match])


class Migration(migrations.Migration):

    dependencies = [("perpetrators", "0001_initial")]

    operations = [migrations.RunPython(read_traces, migrations.RunPython.noop)]
