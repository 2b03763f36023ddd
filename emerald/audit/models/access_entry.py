"""The access log: who opened, listed, searched, exported, printed or downloaded what, and who was refused."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import BrinIndex, GinIndex
from django.db import models
from django.db.models import Count, Max
from django.db.models.functions import Now, TruncDate, Upper
from django.utils import timezone

from emerald.accounts.roles import ROLES
from emerald.audit.append_only import AppendOnly, Stamped
from emerald.audit.partitions import numbers_between
from emerald.audit.transaction_clock import TransactionNumber

MOST_WRONG_TOKENS = 30  # that are written down in an hour


class Outcome(models.TextChoices):
    ALLOWED = "allowed", "Allowed"
    REFUSED = "refused", "Refused"


class AccessEntryQuerySet(models.QuerySet["AccessEntry"]):
    def newest_first(self) -> "AccessEntryQuerySet":
        return self.order_by("-id")

    def readers_of(self, subject: str, subject_id: int) -> "AccessEntryQuerySet":
        """Every entry about this one record, allowed and refused, newest first; lists that showed it included."""
        return (
            self.filter(subject=subject)
            .filter(models.Q(subject_id=subject_id) | models.Q(subject_ids__contains=[subject_id]))
            .newest_first()
        )

    def by_person(self, actor_id: int) -> "AccessEntryQuerySet":
        return self.filter(actor_id=actor_id)

    def about(self, reference: str) -> "AccessEntryQuerySet":
        return self.filter(reference__iexact=reference)

    def of_verb(self, verb: str) -> "AccessEntryQuerySet":
        return self.filter(verb=verb)

    def with_outcome(self, outcome: str) -> "AccessEntryQuerySet":
        return self.filter(outcome=outcome)

    def comparisons_today(self, actor_id: int) -> "AccessEntryQuerySet":
        """What this person entered today that was compared with other records (`emerald.audit.comparisons`)."""
        return self.filter(verb="compared", actor_id=actor_id).on_or_after(timezone.localdate())

    def comparisons_by_person_and_day(self) -> models.QuerySet[Any, dict[str, Any]]:
        """One dictionary for each person and day in Europe/London, latest first: how often something they entered was
        `compared`, how many of these touched another record (`hits`), and how often they looked for a child."""
        touched = models.Q(subject_ids__len__gt=0)
        return (
            self.filter(verb="compared")
            .order_by()
            .values("actor_id", "actor_name", "actor_role", day=TruncDate("at"))
            .annotate(
                compared=Count("id"),
                hits=Count("id", filter=touched),
                last_id=Max("id"),
                looks=Count("id", filter=models.Q(detail="looking for a child")),
            )
            .order_by("-last_id")
        )

    def on_or_after(self, day: date) -> "AccessEntryQuerySet":
        """From the beginning of this day in Europe/London."""
        return self.filter(at__gte=midnight(day))

    def on_or_before(self, day: date) -> "AccessEntryQuerySet":
        """To the end of this day in Europe/London."""
        return self.filter(at__lt=midnight(day + timedelta(days=1)))

    def wrong_tokens_lately(self) -> int:
        """How often `/metrics/` was asked for with a wrong token in the last hour; counted up to MOST_WRONG_TOKENS."""
        last = self.filter(subject="figures", subject_id=None).newest_first()[:MOST_WRONG_TOKENS]
        since = timezone.now() - timedelta(hours=1)
        return sum(at >= since for at in last.values_list("at", flat=True))

    def newest_moment(self) -> datetime | None:
        """The latest moment any entry bears, or None."""
        return self.aggregate(newest=Max("at"))["newest"]

    def last_backups(self) -> "tuple[AccessEntry | None, AccessEntry | None]":
        """(the last that was begun, the last that was finished), each an entry or None."""
        about = self.filter(subject="backup", subject_id=None).newest_first()
        return about.of_verb("backup begun").first(), about.of_verb("backed up").first()

    def where_days_lie(self, since: date | None, until: date | None) -> "AccessEntryQuerySet":
        """Looking only into partitions that have entries of these days, of which either may be None: the same entries
        as without it, found without walking through the years between."""
        first, end = numbers_between(
            self.model._meta.db_table,
            "xid",
            "at",
            midnight(since) if since else None,
            midnight(until + timedelta(days=1)) if until else None,
        )
        return self.filter(xid__gte=first, xid__lt=end)

    def oldest_from(self, number: int) -> "AccessEntry | None":
        """The oldest entry with this transaction number or a later one, or None."""
        return self.filter(xid__gte=number).order_by("id").first()


def midnight(day: date) -> datetime:
    """The beginning of this day in Europe/London."""
    return timezone.make_aware(datetime.combine(day, time.min))


class AccessEntry(models.Model):
    """One row for one look. No foreign keys: it outlives the case and the account it names.

    The database takes the actor from what the transaction said of itself (`emerald.audit.actor`), whatever the
    statement says; `actor_name` is the person's name as it was then. Children's names are never written here. `verb` is
    free text (see `record.VERBS`). `reference` is what was asked for, whether it exists or not.
    """

    at = models.DateTimeField(db_default=Now(), editable=False)
    actor_id = models.BigIntegerField(null=True, db_default=None, editable=False)
    actor_label = models.CharField(max_length=80, db_default="", editable=False)
    actor_name = models.CharField(max_length=120, blank=True, db_default="", editable=False)
    actor_role = models.CharField(max_length=40, blank=True, db_default="", editable=False)
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
        triggers = [AppendOnly(), Stamped(function="audit_stamp_access")]
        indexes = [
            models.Index("subject", "subject_id", models.F("id").desc(), name="access_by_subject"),
            models.Index("actor_id", models.F("id").desc(), name="access_by_actor"),
            models.Index(Upper("reference"), models.F("id").desc(), name="access_by_reference"),
            models.Index("at", name="access_by_time"),
            GinIndex(fields=["subject_ids"], name="access_by_listed"),
            models.Index(fields=["actor_id", "at"], condition=models.Q(verb="compared"), name="access_compared"),
            BrinIndex(fields=["xid"], autosummarize=True, pages_per_range=32, name="access_by_xid"),
        ]

    def __str__(self) -> str:
        return f"{self.actor_label} {self.verb} {self.subject} {self.reference}".strip()

    @property
    def what(self) -> str:
        """opened case EM-2026-0042; listed case, 25 shown"""
        said = " ".join(filter(None, [self.verb, self.subject, self.reference]))
        if self.verb == "compared":
            return f"{said} of others, {len(self.subject_ids) or 'none'} touched: {self.detail}"
        return f"{said}, {len(self.subject_ids)} shown" if self.subject_ids else said

    @property
    def role_title(self) -> str:
        return ROLES[self.actor_role].title if self.actor_role in ROLES else self.actor_role

    @property
    def was_refused(self) -> bool:
        return self.outcome == Outcome.REFUSED
