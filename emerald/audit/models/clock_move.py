from django.db import models
from django.db.models.functions import Now

from emerald.audit.append_only import AppendOnly, Stamped
from emerald.audit.transaction_clock import TransactionNumber


class ClockMove(models.Model):
    """The audit clock was set ahead: the data came to a server that had counted less far
    (`transaction_clock.set_ahead`)."""

    at = models.DateTimeField(db_default=Now(), editable=False)
    ahead = models.BigIntegerField()
    xid = models.BigIntegerField(db_default=TransactionNumber(), editable=False)

    class Meta:
        default_permissions = ()
        triggers = [AppendOnly(), Stamped()]

    def __str__(self) -> str:
        return f"{self.ahead} ahead"
