"""What joined an officer to a child before anybody had to agree is agreed: nobody loses a case by the upgrade. Who
recorded the link stands as who decided, since nothing else is known; a manager of the child's team can end it."""

from django.db import migrations

WHY = "The officer was joined before anybody had to agree."
AT_A_TIME = 2_000


def agree_to_what_is_in_force(apps, schema_editor):
    admission = apps.get_model("perpetrators", "Admission")
    links = apps.get_model("perpetrators", "Link").objects.filter(
        ended_at=None, child__isnull=False, person__officer__role="police_liaison")
    rows = links.order_by("pk").values_list("person", "child", "person__officer", "recorded_by", "recorded_at")
    there, made = set(admission.objects.filter(ended_at=None).values_list("person", "child", "officer")), []
    for person, child, officer, by, at in rows.iterator(chunk_size=AT_A_TIME):
        if (person, child, officer) not in there:
            made.append(admission(person_id=person, child_id=child, officer_id=officer, asked_by_id=by, asked_at=at,
                                  why=WHY, answer="agreed", ground="before", decided_by_id=by, decided_at=at))
    admission.objects.bulk_create(made, batch_size=AT_A_TIME)


class Migration(migrations.Migration):

    dependencies = [("perpetrators", "0005_admissions")]

    operations = [migrations.RunPython(agree_to_what_is_in_force, migrations.RunPython.noop)]
