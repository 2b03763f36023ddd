"""What was added to a record later, shown below its text and never changed: each kind of work has its own table."""

from django.conf import settings
from django.db import models

from emerald.audit.transaction_clock import TransactionNumber
from emerald.clock import now


class AddendumQuerySet(models.QuerySet["Added"]):
    def in_order(self) -> "AddendumQuerySet":
        return self.select_related("written_by").order_by("written_at", "pk")


class Added(models.Model):
    """Written through the note's `add`."""

    text = models.TextField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=now)
    xid = models.BigIntegerField(db_default=TransactionNumber(), editable=False)  # by which the row is sealed

    objects = AddendumQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"Addendum {self.written_at:%Y-%m-%d}"
