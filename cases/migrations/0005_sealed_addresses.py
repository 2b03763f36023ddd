"""Addresses of children lie sealed: their columns hold more than was typed."""

from django.db import migrations

import emerald.encrypted


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0004_history_is_stamped'),
    ]

    operations = [
        migrations.AlterField(
            model_name='address',
            name='lines',
            field=emerald.encrypted.EncryptedTextField(),
        ),
        migrations.AlterField(
            model_name='address',
            name='postcode',
            field=emerald.encrypted.EncryptedTextField(blank=True, max_length=8),
        ),
        migrations.AlterField(
            model_name='address',
            name='why_sensitive',
            field=emerald.encrypted.EncryptedTextField(blank=True, max_length=300),
        ),
        migrations.AlterField(
            model_name='addresshistory',
            name='lines',
            field=emerald.encrypted.EncryptedTextField(),
        ),
        migrations.AlterField(
            model_name='addresshistory',
            name='postcode',
            field=emerald.encrypted.EncryptedTextField(blank=True, max_length=8),
        ),
        migrations.AlterField(
            model_name='addresshistory',
            name='why_sensitive',
            field=emerald.encrypted.EncryptedTextField(blank=True, max_length=300),
        ),
    ]
