"""The chronology: told, not gathered. Every app pushes its finished sentence; the case page never reaches out."""

from datetime import datetime, time, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

from emerald.accounts.permissions import Right
from emerald.audit.append_only import AppendOnly
from emerald.audit.clock import TransactionNumber
from emerald.clock import now

# DOMAIN.md section 2.6 (REC): an event is written down within two days, or the page says when it was.
RECORDED_LATE_AFTER = timedelta(days=2)


class Kind(models.TextChoices):
    """What an entry is about; an app that tells a new kind of event adds its word here."""

    STATUS = "status", "Status"
    ALLOCATION = "allocation", "Allocation"
    CLOSURE = "closure", "Closure"
    DETAILS = "details", "Child's details"
    ACCESS = "access", "Access"
    DIRECT_WORK = "direct_work", "Direct work"
    CONTACT = "contact", "Other contact"


class EntryQuerySet(models.QuerySet):
    def readable_with(self, rights):
        """Those entries whose right is among `rights`, and that are still told."""
        return self.still_told().filter(needs__in=list(rights))

    def still_told(self):
        """Without those that told of something filed here by mistake (`cases.models.withdrawn`)."""
        return self.filter(withdrawal=None)

    def newest_first(self):
        return self.order_by("-happened_at", "-pk")

    def of_kind(self, kind):
        return self.filter(kind=kind)

    def kinds(self):
        """The kinds that occur, as their values."""
        return set(self.order_by().values_list("kind", flat=True).distinct())

    def older_than(self, key):
        """The page, newest first, after the entry with this key; all of them when there is no such entry here."""
        last = self.filter(pk=key).first() if key else None
        return self if last is None else self.filter(
            models.Q(happened_at__lt=last.happened_at) | models.Q(happened_at=last.happened_at, pk__lt=last.pk))


class ChronologyEntry(models.Model):
    """One sentence about one event. Never changed: what was told stays told, and a later entry puts it right."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=20, choices=Kind)
    sentence = models.CharField(max_length=600)
    happened_at = models.DateTimeField()
    hour_known = models.BooleanField(default=True)  # False: `happened_at` is noon and stands for the whole day
    told_at = models.DateTimeField(default=now)
    told_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    needs = models.CharField(max_length=40, choices=Right, default=Right.SEE_CASE)
    # The page with the whole story, as a URL name and its keyword arguments; blank when the sentence is all there is.
    page = models.CharField(max_length=60, blank=True)
    page_args = models.JSONField(default=dict, blank=True)
    xid = models.BigIntegerField(db_default=TransactionNumber(), editable=False)  # by which the row is sealed

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "chronology entries"
        indexes = [models.Index(fields=["case", "-happened_at", "-id"], name="chronology_of_case")]
        triggers = [AppendOnly()]

    def __str__(self):
        return f"{self.get_kind_display()} {self.happened_at:%Y-%m-%d}"

    @property
    def day(self):
        return timezone.localdate(self.happened_at)

    @property
    def when(self):
        """The moment, or only the day where no hour is known."""
        return self.happened_at if self.hour_known else self.day

    @property
    def recorded_late_on(self):
        """The day it was written down, when that was long after it happened; else None."""
        late = self.told_at - self.happened_at > RECORDED_LATE_AFTER
        return timezone.localdate(self.told_at) if late else None


def moment_of(day):
    """How an entry says "on that day": now when it is today, else noon in London, which stands for the whole day."""
    present = timezone.localtime()
    if day == present.date():
        return {"happened_at": present}
    noon = datetime.combine(day, time(12), present.tzinfo)
    return {"happened_at": noon, "hour_known": False}


class Chronicled(models.Model):
    """The trait of a case that it can be told about."""

    class Meta:
        abstract = True

    def chronicle(self, kind, sentence, *, by, at=None, on=None, needs=Right.SEE_CASE, page="", **page_args):
        """Add one finished sentence. `at` is when it happened (an aware datetime, default now), or `on` the day of
        which no hour is known (a date, Europe/London); `needs` is the right to read it.

        The sentence names no child: it stands in lists that are read over shoulders. Returns the entry.
        """
        return ChronologyEntry.objects.create(
            case=self, kind=kind, sentence=sentence, told_by=by, needs=needs, page=page, page_args=page_args,
            **(moment_of(on) if on else {"happened_at": at or now()}))
