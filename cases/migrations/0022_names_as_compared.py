"""What children are found by, made anew by how names are compared now: without strokes, parted and joined.

Some hundred at a time; until it is done a child is found as before. `sounds` stand in the history as well, and no
migration writes there: they follow when the child is saved again, and until then the keys find what they do not.
"""

from django.db import migrations

from emerald.text.keying import key_anew
from emerald.text.names import name_keys_of
from emerald.text.words import beginnings_of

AT_SCHOOL = "@"


def found_by(child):
    also = (also.name for also in child.also_known_as.all())
    names = [child.given_names, child.family_name, child.preferred_name, *also]
    return {
        "name_keys": name_keys_of(*names),
        "beginnings": beginnings_of(*names) + beginnings_of(child.school, mark=AT_SCHOOL),
    }


def key_children(apps, schema_editor):
    key_anew(apps.get_model("cases", "Child").objects.prefetch_related("also_known_as"), found_by)


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("cases", "0021_moments_of_ends_so_far")]

    operations = [migrations.RunPython(key_children, migrations.RunPython.noop)]
