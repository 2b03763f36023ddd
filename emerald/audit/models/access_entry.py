"""The access log: who opened, listed, searched, exported, printed or downloaded what, and who was refused."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import BrinIndex, GinIndex
from django.db import models
from django.db.models.functions import Now

from emerald.audit.append_only import AppendOnly
from emerald.audit.clock import TransactionNumber


class Outcome(models.TextChoices):
    ALLOWED = "allowed", "Allowed"
    REFUSED = "refused", "Refused"


class AccessEntryQuerySet(models.QuerySet):
    def newest_first(self):
        return self.order_by("-id")

    def readers_of(self, subject, subject_id):
        """Every entry about this one record, allowed and refused, newest first; lists that showed it included."""
        return self.filter(subject=subject).filter(
            models.Q(subject_id=subject_id) | models.Q(subject_ids__contains=[subject_id])
        ).newest_first()

    def by_person(self, actor_id):
        return self.filter(actor_id=actor_id)

    def about(self, reference):
        return self.filter(reference=reference)

    def older_than(self, entry_id):
        """The page after the one that ended with this entry."""
        return self.filter(id__lt=entry_id)


class AccessEntry(models.Model):
    """One row for one look. No foreign keys: it outlives the case and the account it names.

    `actor_name` is the person's name as it was then; children's names are never written here. `verb` is free text
    (see `record.VERBS`). `reference` is what was asked for, whether it exists or not.
    """

    at = models.DateTimeField(db_default=Now(), editable=False)
    actor_id = models.BigIntegerField(null=True)
    actor_label = models.CharField(max_length=80)
    actor_name = models.CharField(max_length=120, blank=True)
    actor_role = models.CharField(max_length=40, blank=True)
    verb = models.CharField(max_length=40)
    page = models.CharField(max_length=120, blank=True)
    subject = models.CharField(max_length=40, blank=True)
    reference = models.CharField(max_length=60, blank=True)
    subject_id = models.BigIntegerField(null=True)
    subject_ids = ArrayField(models.BigIntegerField(), default=list)
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.ALLOWED)
    why = models.CharField(max_length=400, blank=True)
    detail = models.CharField(max_length=400, blank=True)
    request_id = models.UUIDField(null=True)
    client = models.GenericIPAddressField(null=True)
    xid = models.BigIntegerField(db_default=TransactionNumber(), editable=False)

    objects = AccessEntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "access entries"
        default_permissions = ()
        triggers = [AppendOnly()]
        indexes = [
            models.Index("subject", "subject_id", models.F("id").desc(), name="access_by_subject"),
            models.Index("actor_id", models.F("id").desc(), name="access_by_actor"),
            models.Index("reference", models.F("id").desc(), name="access_by_reference"),
            GinIndex(fields=["subject_ids"], name="access_by_listed"),
            BrinIndex(fields=["xid"], autosummarize=True, pages_per_range=32, name="access_by_xid"),
        ]

    def __str__(self):
        return f"{self.actor_label} {self.verb} {self.subject} {self.reference}".strip()

    @property
    def was_refused(self):
        return self.outcome == Outcome.REFUSED
