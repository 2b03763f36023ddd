"""No child died before they were born: checked while people go on working."""

from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("cases", "0015_died_on")]

    operations = [ValidateConstraint(model_name="child", name="child_died_after_birth")]
