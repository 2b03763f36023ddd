"""A person of concern is found by however their names are spelt, as a child is."""

import django.contrib.postgres.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0006_asked_for_from_the_server'),
        ('files', '0002_history_is_stamped'),
        ('perpetrators', "0026_words_about_officers_and_connections"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='personofconcern',
            name='name_keys',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=41), db_default=[], default=list, editable=False, size=None),
        ),
    ]
