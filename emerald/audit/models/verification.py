"""That somebody proved the record, and what came of it: for the page of seals."""

from django.db import models
from django.db.models.functions import Now

from emerald.audit.append_only import AppendOnly, Stamped
from emerald.audit.clock import TransactionNumber


class VerificationQuerySet(models.QuerySet):
    def last_one(self):
        return self.order_by("-id").first()


class Verification(models.Model):
    """One run of `verify_audit`. `broken` has the sentences, which name tables and numbers and nobody."""

    at = models.DateTimeField(db_default=Now(), editable=False)
    rows = models.BigIntegerField()
    seals = models.BigIntegerField()
    broken = models.JSONField(default=list)
    seconds = models.FloatField()
    xid = models.BigIntegerField(db_default=TransactionNumber(), editable=False)

    objects = VerificationQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        triggers = [AppendOnly(), Stamped()]

    def __str__(self):
        return f"{len(self.broken)} faults" if self.broken else "unbroken"
