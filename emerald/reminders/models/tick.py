"""When beat last sent a tick and when a worker last did what it asks for: one row for each kind of tick."""

from django.db import models


class Tick(models.Model):
    name = models.CharField(max_length=20, primary_key=True)
    sent_at = models.DateTimeField(null=True)  # by beat's clock
    taken_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    # What the last one that was done took, and what it did: {"made": 3, "ended": 1}; numbers and nothing else.
    seconds = models.FloatField(null=True)
    figures = models.JSONField(default=dict)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.name
