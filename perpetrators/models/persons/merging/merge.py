"""Evidence that two records were found to be one person of concern. Written by `PersonOfConcern.merge` alone."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from emerald.audit.append_only import AppendOnly
from emerald.audit.transaction_clock import TransactionNumber
from emerald.clock import now
from perpetrators.models.persons.person import PersonOfConcern


class MergeQuerySet(models.QuerySet["Merge"]):
    def into(self, person: Any) -> Self:
        """What went into this person's record, also by way of another, the latest first."""
        return (
            self.filter(Q(kept=person) | Q(gone__merged_into=person))
            .select_related("kept", "gone", "by")
            .prefetch_related("gone__entries__by", "gone__particulars", "undoings__said_by", "undoings__decided_by")
            .order_by("-pk")
        )


class Merge(models.Model):
    kept = models.ForeignKey(PersonOfConcern, on_delete=models.PROTECT, related_name="merges")
    gone = models.ForeignKey(PersonOfConcern, on_delete=models.PROTECT, related_name="merges_away")
    because = models.TextField()
    moved = models.JSONField()  # how many of what went over: {"links": 2, "measures": 1, "particulars": 3}
    before = models.JSONField()  # what the two records said of themselves before, in words
    took = models.JSONField(null=True)  # what it did to each row (`moved.difference`); None before that was kept
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
    xid = models.BigIntegerField(db_default=TransactionNumber(), editable=False)  # by which the row is sealed

    objects = MergeQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(condition=~Q(because=""), name="merge_says_why"),
            models.CheckConstraint(condition=~Q(kept=F("gone")), name="merge_is_of_two"),
        ]
        triggers = [AppendOnly()]

    def __str__(self) -> str:
        return f"merge of {self.at:%Y-%m-%d}"

    @classmethod
    def of_key(cls, pk: int, person: Any) -> "Merge | None":
        """Of those into `person`."""
        return cls.objects.filter(pk=pk, kept=person).select_related("kept", "gone", "by").first()

    @classmethod
    def of(cls, person: Any) -> "MergeQuerySet":
        return cls.objects.into(person)
