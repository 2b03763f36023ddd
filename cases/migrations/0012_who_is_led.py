"""What is there already says so too: before only its allocations may say it (0013)."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [('cases', '0011_led')]

    operations = [
        migrations.RunSQL(
            """UPDATE cases_case SET led = true
            WHERE id IN (SELECT case_id FROM cases_allocation WHERE part = 'lead' AND ended_on IS NULL)""",
            migrations.RunSQL.noop,
        ),
    ]
