"""What children are found by is made for every one there is, some hundred at a time, and then its index beside work.

Whatever the release before wrote of a child meanwhile is keyed when that child is saved again; until then they are
found by the sounds of their names, as before.
"""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations

from emerald.text.keying import key_names


def key_children(apps, schema_editor):
    children = apps.get_model("cases", "Child").objects.prefetch_related("also_known_as")
    key_names(children, lambda child: (
        child.given_names, child.family_name, child.preferred_name, *(also.name for also in child.also_known_as.all())
    ))


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("cases", "0018_name_keys")]

    operations = [
        migrations.RunPython(key_children, migrations.RunPython.noop),
        AddIndexConcurrently(model_name="child", index=GinIndex(fields=["name_keys"], name="child_name_keys")),
    ]
