"""What is too secret for a history still leaves a trace: a number only Emerald can work out from it."""

from typing import Self

from django.db import models
from django.db.models.functions import Now

from emerald.audit.append_only import AppendOnly, Stamped
from emerald.audit.transaction_clock import TransactionNumber


class SecretTraceQuerySet(models.QuerySet["SecretTrace"]):
    def of(self, kind: str, subject_id: int) -> Self:
        """The trace of one secret, oldest first."""
        return self.filter(kind=kind, subject_id=subject_id).order_by("number")

    def newest(self, kind: str) -> dict[int, "SecretTrace"]:
        """{subject: its newest trace}"""
        latest = self.filter(kind=kind).order_by("subject_id", "-number").distinct("subject_id")
        return {trace.subject_id: trace for trace in latest}

    def out_of_step(self) -> Self:
        """Those that found something else in place of what the trace before vouches for."""
        return self.filter(followed=False).order_by("kind", "subject_id", "number")


class SecretTrace(models.Model):
    """One change of one secret (`emerald.audit.traces`). `mark` is empty when the secret is gone.

    `followed`: what was replaced is what the trace before it vouches for.
    """

    at = models.DateTimeField(db_default=Now(), editable=False)
    kind = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    number = models.IntegerField()
    mark = models.CharField(max_length=64, blank=True)
    followed = models.BooleanField()
    xid = models.BigIntegerField(db_default=TransactionNumber(), editable=False)

    objects = SecretTraceQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        triggers = [AppendOnly(), Stamped()]
        constraints = [models.UniqueConstraint("kind", "subject_id", "number", name="one_trace_per_change")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.subject_id}, change {self.number}"
