"""Papers of a measure: the order as sealed, the notice as served, the application."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q

from emerald.accounts.models import User
from emerald.accounts.permissions import Right
from emerald.audit.history import track_history
from emerald.clock import now
from emerald.files.models import StoredFile
from emerald.guards import NotYet
from emerald.versioned import Locking
from perpetrators.models.measures.measure import Measure


class PaperKind(models.TextChoices):
    ORDER = "order", "The order or notice itself"
    SERVICE = "service", "Evidence of service"
    APPLICATION = "application", "Application or statement"
    BREACH = "breach", "About a breach"
    OTHER = "other", "Something else"


class PaperQuerySet(models.QuerySet["MeasureDocument"]):
    def in_order(self) -> "PaperQuerySet":
        return self.select_related("file", "added_by", "taken_off_by").order_by("taken_off_at", "-added_at", "-pk")

    def of_key(self, pk: int) -> "MeasureDocument | None":
        """The one with this key among these, or None."""
        return self.in_order().filter(pk=pk).first()


@track_history()
class MeasureDocument(Locking):
    """Nothing is deleted: what is taken off keeps its row, its reason and its file."""

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="documents")
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)  # what the file was called
    kind = models.CharField(max_length=12, choices=PaperKind)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=now)
    taken_off_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    taken_off_at = models.DateTimeField(null=True, blank=True)
    because = models.TextField(blank=True)

    part_of, right_to_change = "measure", Right.KEEP_MEASURES

    objects = PaperQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["measure", "-added_at", "-id"], name="document_of_measure")]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="measure_document_has_a_name"),
            models.CheckConstraint(
                condition=Q(taken_off_at=None, taken_off_by=None, because="")
                | Q(taken_off_at__isnull=False, taken_off_by__isnull=False) & ~Q(because=""),
                name="measure_document_off_has_who_when_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"

    @property
    def is_off(self) -> bool:
        return self.taken_off_at is not None

    def why_not_any_more(self) -> list[str]:
        return ["This document was taken off already."] if self.is_off else []

    @classmethod
    @transaction.atomic
    def add(cls, measure: Measure, *, by: User, files: Sequence[Any], kind: str) -> "list[MeasureDocument]":
        """Attach `files` (Uploads of `by`). Right: KEEP_MEASURES. Raises NotYours, NotYet. Returns the documents."""
        measure.begin_change(by=by, right=Right.KEEP_MEASURES)
        if not files:
            raise NotYet("Add at least one file.")
        made: list[MeasureDocument] = []
        for upload in files:
            made.append(measure.documents.create(file=upload.file, name=upload.name, kind=kind, added_by=by))
            upload.delete()
        return made

    @transaction.atomic
    def take_off(self, *, by: User, because: str) -> None:
        """Mark as taken off, with the reason. Raises NotYours, NotYet."""
        self.begin_change(by=by)
        if not because.strip():
            raise NotYet("Enter why it is taken off.")
        self.taken_off_by, self.taken_off_at, self.because = by, now(), because
        self.save(update_fields=["taken_off_by", "taken_off_at", "because"])
