"""A child is found by however their names are spelt; of what is there already, the next one makes the keys."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', "0017_words_of_closing_and_rights"),
    ]

    operations = [
        migrations.AddField(
            model_name='child',
            name='name_keys',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=41), db_default=[], default=list, editable=False, size=None),
        ),
    ]
