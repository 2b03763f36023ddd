from django.db import migrations
from django.db.models import Q

CONTENT = ("caseworker", "practice_manager", "service_manager", "missing_coordinator", "camhs_practitioner",
           "police_liaison", "business_support", "auditor", "data_protection_officer")


def remember(apps, schema_editor):
    """Whoever is in a role that opens content, or was appointed to one: their accounts take two people from now on."""
    appointed = apps.get_model("accounts", "Appointment").objects.filter(outcome="approved", role__in=CONTENT)
    apps.get_model("accounts", "User").objects.filter(
        Q(role__in=CONTENT) | Q(pk__in=appointed.values("user"))).update(opened_content=True)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_what_is_done_to_an_account_takes_two_people")]
    operations = [migrations.RunPython(remember, migrations.RunPython.noop)]
