"""What was done to the record of a person of concern: told in sentences, on its timeline."""

from django.conf import settings
from django.db import models

from emerald.audit.append_only import AppendOnly
from emerald.audit.transaction_clock import TransactionNumber
from emerald.clock import now
from perpetrators.models.persons.person import PersonOfConcern


class RecordEntry(models.Model):
    """One finished sentence. It names no child: everybody who may read the person reads it. Never changed."""

    person = models.ForeignKey(PersonOfConcern, on_delete=models.PROTECT, related_name="entries")
    sentence = models.CharField(max_length=600)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
    xid = models.BigIntegerField(db_default=TransactionNumber(), editable=False)  # by which the row is sealed

    class Meta:
        default_permissions = ()
        verbose_name_plural = "record entries"
        indexes = [models.Index(fields=["person", "-at", "-id"], name="entry_of_person")]
        triggers = [AppendOnly()]

    def __str__(self) -> str:
        return f"{self.person_id} {self.at:%Y-%m-%d}"
