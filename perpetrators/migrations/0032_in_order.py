"""Lists of persons are in the order of names as they are compared: the index by which a page of them is read, made beside
work, and the one before it."""

from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models

import emerald.text.compared


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("perpetrators", "0031_names_as_compared"), ("accounts", "0007_as_compared")]

    operations = [
        AddIndexConcurrently(
            model_name="personofconcern",
            index=models.Index(
                emerald.text.compared.InOrder("family_name"), emerald.text.compared.InOrder("given_names"), "id",
                name="person_in_order",
            ),
        ),
        RemoveIndexConcurrently(model_name="personofconcern", name="person_by_name"),
    ]
