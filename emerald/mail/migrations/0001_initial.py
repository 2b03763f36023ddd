"""The outbox becomes a room of its own. Its table stays where it is, under its name; nothing is done to the database."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('reminders', '0003_history_is_stamped'),
    ]

    operations = [migrations.SeparateDatabaseAndState(state_operations=[
        migrations.CreateModel(
            name='Mail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.UUIDField(db_default=models.Func(function='gen_random_uuid'), unique=True)),
                ('state', models.CharField(choices=[('waiting', 'Waiting to be sent'), ('claimed', 'Being sent'), ('sent', 'Sent'), ('not_needed', 'Not needed any more'), ('undeliverable', 'Could not be delivered')], db_default='waiting', max_length=15)),
                ('made_at', models.DateTimeField()),
                ('next_try', models.DateTimeField()),
                ('attempts', models.PositiveIntegerField(db_default=0)),
                ('claimed_until', models.DateTimeField(blank=True, null=True)),
                ('claim', models.UUIDField(blank=True, null=True)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('last_error', models.CharField(blank=True, db_default='', max_length=200)),
                ('recipient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'reminders_mail',
                'default_permissions': (),
                'indexes': [
                    models.Index(condition=models.Q(('state__in', ('waiting', 'claimed'))), fields=['next_try'], name='mail_still_to_go'),
                    models.Index(condition=models.Q(('state', 'undeliverable')), fields=['-made_at'], name='mail_undeliverable'),
                ],
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('state__in', ('waiting', 'claimed'))), fields=('recipient',), name='one_mail_at_a_time'),
                    models.CheckConstraint(condition=models.Q(models.Q(('claim__isnull', False), ('claimed_until__isnull', False), ('state', 'claimed')), models.Q(('state', 'claimed'), _negated=True), _connector='OR'), name='mail_claimed_has_a_lease'),
                    models.CheckConstraint(condition=models.Q(models.Q(('state', 'sent'), _negated=True), ('sent_at__isnull', False), _connector='OR'), name='mail_sent_has_when'),
                ],
            },
        ),
    ])]
