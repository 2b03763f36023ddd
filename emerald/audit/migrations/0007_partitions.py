from django.db import migrations

from emerald.audit.partitions import NEXT_PARTITION


class Migration(migrations.Migration):
    """The tables themselves are partitioned after every migrate (`emerald.audit.partitioning`)."""

    dependencies = [
        ("audit", "0006_actor_by_the_database"),
    ]

    operations = [
        migrations.RunSQL(NEXT_PARTITION, reverse_sql="DROP FUNCTION audit_next_partition(text);"),
    ]
