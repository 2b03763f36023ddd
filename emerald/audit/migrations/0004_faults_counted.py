from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('audit', '0003_proving_all'),
    ]

    operations = [
        migrations.AddField(
            model_name='verification',
            name='faults',
            field=models.IntegerField(default=0),
        ),
    ]
