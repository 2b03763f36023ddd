"""Packs: the chronology taken away as a file. What is kept is who took what, for whom and why; never the file."""

from typing import Any, Protocol, Self

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.db.models import Q

from cases.models.base.host import CaseHost
from emerald.accounts.models import User
from emerald.accounts.permissions import Right
from emerald.audit.append_only import AppendOnly
from emerald.audit.transaction_clock import TransactionNumber
from emerald.clock import now

# Some 2,000 lines are about 50 pages and ten seconds of work; who needs more narrows by dates and makes two.
MOST_ENTRIES = 2_000


class PackKind(models.TextChoices):
    PDF = "pdf", "PDF, to read and to print"
    WORD = "docx", "Word, to work on further"


class PackQuerySet(models.QuerySet["Pack"]):
    def newest_first(self) -> Self:
        return self.select_related("made_by").order_by("-made_at", "-pk")


class Pack(models.Model):
    """One file that left Emerald. `decisions` holds, for each thing found, its kind, how often it stood there and what
    was decided, never the words themselves. `sha256` proves that a file somebody shows is this one."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, db_index=False, related_name="packs")
    kind = models.CharField(max_length=4, choices=PackKind)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=now)
    purpose = models.CharField(max_length=300)
    recipient = models.CharField(max_length=160)
    filters = models.JSONField(default=dict)
    narrowed = models.CharField(max_length=400)  # the filters in words, as the cover says them
    sections = models.JSONField(default=list)  # their titles
    decisions = models.JSONField(default=list)
    entries = models.PositiveIntegerField()
    left_out = models.PositiveIntegerField(default=0)
    pages = models.PositiveIntegerField(null=True)  # Word counts its pages only when it opens the file
    sha256 = models.CharField(max_length=64, validators=[RegexValidator("^[0-9a-f]{64}$")])
    xid = models.BigIntegerField(db_default=TransactionNumber(), editable=False)  # by which the row is sealed

    objects = PackQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["case", "-made_at", "-id"], name="pack_of_case")]
        constraints = [
            models.CheckConstraint(condition=~Q(purpose="") & ~Q(recipient=""), name="pack_says_why_and_for_whom"),
            models.CheckConstraint(condition=Q(sha256__regex="^[0-9a-f]{64}$"), name="pack_has_its_fingerprint"),
        ]
        triggers = [AppendOnly()]

    def __str__(self) -> str:
        return f"Pack {self.made_at:%Y-%m-%d}"


class PackedHost(CaseHost, Protocol):
    """What this trait needs of the case."""

    packs: Any


class Packed(models.Model):
    """The trait of a case that its chronology can be taken away, and that this is written down."""

    class Meta:
        abstract = True

    @transaction.atomic
    def record_pack(self: PackedHost, *, by: User, **facts: Any) -> "Pack":
        """Write down that a pack was made. Raises NotYours; then the file must not be handed out either."""
        self.begin_change(by=by, right=Right.MAKE_PACKS)
        return self.packs.create(made_by=by, **facts)
