"""What persons of concern are found by, and the form by which their names and nicknames are compared, made anew by how
names are compared now: without strokes, parted and joined."""

from django.db import IntegrityError, migrations, transaction
from django.db.models import Prefetch

from emerald.text.keying import key_anew
from emerald.text.names import name_keys_of
from emerald.text.naming import run_together
from emerald.text.spelling import sounds_of
from emerald.text.words import beginnings_of

KINDS = ["name", "nickname"]
LONGEST = 120  # of the form


def found_by(person):
    also = (one.value for one in person.particulars.all())
    names = [person.given_names, person.family_name, person.called, *also]
    return {"sounds": sounds_of(*names), "name_keys": name_keys_of(*names), "beginnings": beginnings_of(*names)}


def key_persons(apps, schema_editor):
    named = apps.get_model("perpetrators", "Particular").objects.filter(kind__in=KINDS)
    persons = apps.get_model("perpetrators", "PersonOfConcern").objects
    key_anew(persons.prefetch_related(Prefetch("particulars", named)), found_by)


def mark_names(apps, schema_editor):
    """A connection that was found goes along with what it is about. (Of a question the form stands in the history as
    well, and no migration writes there: at worst it can be asked again.)"""
    table = {name: apps.get_model("perpetrators", name).objects.filter(kind__in=KINDS)
             for name in ("Particular", "Trace", "ConnectionFound")}
    called = table["Trace"].filter(person__isnull=False).values_list("kind", "match", "person__called")
    changed = {(kind, before): after
               for kind, before, value in (*table["Particular"].values_list("kind", "match", "value"), *called)
               if (after := run_together(value)[:LONGEST]) != before}
    for (kind, before), after in changed.items():
        for rows in table.values():
            for row in rows.filter(kind=kind, match=before):
                try:
                    with transaction.atomic():
                        rows.filter(pk=row.pk).update(match=after)
                except IntegrityError:
                    continue  # the same connection was found under both forms


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("perpetrators", "0030_links_and_steps_taken_back_by_two")]

    operations = [
        migrations.RunPython(key_persons, migrations.RunPython.noop),
        migrations.RunPython(mark_names, migrations.RunPython.noop),
    ]
