"""Addresses of children lie sealed: their columns hold more than was typed."""

from django.db import migrations

import emerald.sealed


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0004_history_is_stamped'),
    ]

    operations = [
        migrations.AlterField(
            model_name='address',
            name='lines',
            field=emerald.sealed.SealedTextField(),
        ),
        migrations.AlterField(
            model_name='address',
            name='postcode',
            field=emerald.sealed.SealedTextField(blank=True, max_length=8),
        ),
        migrations.AlterField(
            model_name='address',
            name='why_sensitive',
            field=emerald.sealed.SealedTextField(blank=True, max_length=300),
        ),
        migrations.AlterField(
            model_name='addresshistory',
            name='lines',
            field=emerald.sealed.SealedTextField(),
        ),
        migrations.AlterField(
            model_name='addresshistory',
            name='postcode',
            field=emerald.sealed.SealedTextField(blank=True, max_length=8),
        ),
        migrations.AlterField(
            model_name='addresshistory',
            name='why_sensitive',
            field=emerald.sealed.SealedTextField(blank=True, max_length=300),
        ),
    ]
