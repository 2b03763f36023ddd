"""What is kept of a case says which: that case decides who sees the row. Filled after every `migrate`."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reminders', '0005_due_things'),
    ]

    operations = [
        migrations.AddField(
            model_name='duething',
            name='on_case',
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name='told',
            name='on_case',
            field=models.BigIntegerField(null=True),
        ),
    ]
