"""What persons of concern are found by is made for every one there is, and then its index beside work."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations
from django.db.models import Prefetch

from emerald.text.keying import key_names


def key_persons(apps, schema_editor):
    named = apps.get_model("perpetrators", "Particular").objects.filter(kind__in=["name", "nickname"])
    persons = apps.get_model("perpetrators", "PersonOfConcern").objects
    key_names(persons.prefetch_related(Prefetch("particulars", named)), lambda person: (
        person.given_names, person.family_name, person.called, *(one.value for one in person.particulars.all())
    ))


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("perpetrators", "0027_name_keys")]

    operations = [
        migrations.RunPython(key_persons, migrations.RunPython.noop),
        AddIndexConcurrently(model_name="personofconcern", index=GinIndex(fields=["name_keys"], name="person_name_keys")),
    ]
