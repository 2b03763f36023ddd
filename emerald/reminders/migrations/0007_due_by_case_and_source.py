from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ('reminders', '0006_due_on_case'),
    ]

    operations = [
        AddIndexConcurrently(
            model_name='duething',
            index=models.Index(fields=['on_case'], name='due_thing_on_case'),
        ),
        AddIndexConcurrently(
            model_name='duething',
            index=models.Index(fields=['source', 'due_on'], name='due_thing_of_source'),
        ),
    ]
