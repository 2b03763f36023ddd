"""Of all sessions only those are asked for again and again whose next step is open, and those written of late."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ('interventions', '0005_indexes_said_once'),
    ]

    operations = [
        AddIndexConcurrently(
            model_name='session',
            index=models.Index(
                condition=models.Q(('next_step_done_on', None), models.Q(('next_step', ''), _negated=True)),
                fields=['case', 'next_step_on'],
                name='session_next_step_open',
            ),
        ),
        AddIndexConcurrently(
            model_name='session',
            index=models.Index(fields=['recorded_at', 'recorded_by'], name='session_by_its_writing'),
        ),
    ]
