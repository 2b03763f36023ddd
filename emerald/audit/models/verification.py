"""That somebody proved the record, and what came of it: for the page of seals."""

from datetime import timedelta

from django.db import models
from django.db.models.functions import Now
from django.utils import timezone

from emerald.audit.append_only import AppendOnly, Stamped
from emerald.audit.transaction_clock import TransactionNumber

NIGHT = 2


class VerificationQuerySet(models.QuerySet["Verification"]):
    def last_one(self) -> "Verification | None":
        return self.order_by("-id").first()

    def is_due(self) -> bool:
        """Whether none was made since the last night's hour: 2 o'clock, when nobody works."""
        now = timezone.localtime()
        night = now.replace(hour=NIGHT, minute=0, second=0, microsecond=0)
        last = self.last_one()
        # One that lies ahead was made before the clock was set back.
        return last is None or last.at < (night if now >= night else night - timedelta(days=1)) or last.at > now


class Verification(models.Model):
    """One run. `broken` has the first of its sentences, which name tables and numbers and nobody."""

    at = models.DateTimeField(db_default=Now(), editable=False)
    rows = models.BigIntegerField()
    seals = models.BigIntegerField()
    faults = models.IntegerField(default=0)
    broken = models.JSONField(default=list)
    seconds = models.FloatField()
    xid = models.BigIntegerField(db_default=TransactionNumber(), editable=False)

    objects = VerificationQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        triggers = [AppendOnly(), Stamped()]

    def __str__(self) -> str:
        return f"{self.faults} faults" if self.faults else "unbroken"
