"""The chronology: told, not gathered. Every app pushes its finished sentence; the case page never reaches out."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from cases.models.base.after_closing import readable
from cases.models.chronology.shortening import shorten
from emerald.accounts.models import User
from emerald.accounts.permissions import Right
from emerald.audit.append_only import AppendOnly
from emerald.audit.transaction_clock import TransactionNumber
from emerald.clock import now
from emerald.database.identity import acting_as_emerald

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
    RISK = "risk", "Risk"
    PLAN = "plan", "Plan"
    REVIEW = "review", "Review"
    OVERSIGHT = "oversight", "Oversight"
    DOCUMENTS = "documents", "Documents"
    EVENT = "event", "Significant event"
    CONTACT = "contact", "Other contact"
    DISRUPTION = "disruption", "Disruption"


# The one table of what is significant by itself (REC, agreed locally): a turn in the case's life, and what somebody
# recorded as a significant event. Whoever tells an entry may say otherwise (`chronicle(significant=...)`): a new lead
# worker and a session the child did not attend are significant, though their kind is not. What a person pins is too.
SIGNIFICANT = frozenset({Kind.STATUS, Kind.CLOSURE, Kind.EVENT})


class EntryQuerySet(models.QuerySet["ChronologyEntry"]):
    _heard_with: frozenset[str] | None = None  # the rights of whoever reads these entries, where that was said

    def readable_with(self, rights: Collection[str]) -> Self:
        """Those that somebody with `rights` on the case may read, and that are still told: what was told after the case
        closed only whoever reads the child's details today. Each says what may be read of it with these rights
        (`cases.models.chronology.shortening`)."""
        found = readable(self.not_withdrawn(), rights, "recorded_at")
        found._heard_with = frozenset(rights)
        return found

    def _clone(self) -> Self:
        clone: Self = super()._clone()  # type: ignore[misc]  # Django has it, the stubs have not
        clone._heard_with = self._heard_with
        return clone

    def _fetch_all(self) -> None:
        is_new = self._result_cache is None
        super()._fetch_all()
        if is_new and self._heard_with is not None:
            for entry in self._result_cache or ():
                if isinstance(entry, ChronologyEntry):
                    shorten(entry, self._heard_with)

    def not_withdrawn(self) -> Self:
        """Without those that told of something filed here by mistake (`cases.models.chronology.removals`)."""
        return self.filter(removal=None)

    def newest_first(self) -> Self:
        return self.order_by("-happened_at", "-pk")

    def with_people(self) -> Self:
        return self.select_related("recorded_by", "withdrawn_by__recorded_by")

    def of_kind(self, *kinds: Any) -> Self:
        return self.filter(kind__in=kinds)

    def recorded_by(self, person: User) -> Self:
        return self.filter(recorded_by=person)

    def significant(self) -> Self:
        """By what they tell, or because somebody pinned them. What was told before anybody asked goes by its kind."""
        return self._with_pin().filter(
            models.Q(significant=True) | models.Q(significant=None, kind__in=SIGNIFICANT) | models.Q(pin__isnull=False)
        )

    def pinned(self) -> Self:
        return self._with_pin().filter(pin__isnull=False)

    def _with_pin(self) -> Self:
        pinned_now = models.FilteredRelation("pins", condition=models.Q(pins__unpinned_at=None))
        return self if "pin" in self.query.annotations else self.alias(pin=pinned_now)

    def happened_since(self, day: date) -> Self:
        """From the beginning of this day in Europe/London."""
        return self.filter(happened_at__gte=midnight(day))

    def happened_until(self, day: date) -> Self:
        """To the end of this day in Europe/London."""
        return self.filter(happened_at__lt=midnight(day + timedelta(days=1)))

    def of_key(self, pk: int) -> "ChronologyEntry | None":
        """The one with this key among these, or None."""
        return self.with_people().filter(pk=pk).first()

    def whose(self) -> list[tuple[str, int, str]]:
        """(kind, key of the person, their name), each combination that occurs once: for the choices of a filter."""
        return list(self.order_by().values_list("kind", "recorded_by", "recorded_by__name").distinct())


def midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


class ChronologyEntry(models.Model):
    """One sentence about one event. Never changed: what was told stays told, and a later entry puts it right."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, db_index=False, related_name="entries")
    kind = models.CharField(max_length=20, choices=Kind)
    sentence = models.CharField(max_length=600)
    happened_at = models.DateTimeField()
    hour_known = models.BooleanField(default=True)  # False: `happened_at` stands for its whole day
    recorded_at = models.DateTimeField(default=now)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    needs = models.CharField(max_length=40, choices=Right, default=Right.SEE_CASE)
    significant = models.BooleanField(null=True)  # None: recorded before the question was asked; see SIGNIFICANT
    # A significant event's source of information; and, of a later entry that takes one back, which one.
    source = models.CharField(max_length=200, blank=True)
    withdraws = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="withdrawn_by"
    )
    # The page with the whole story, as a URL name and its keyword arguments; blank when the sentence is all there is.
    page = models.CharField(max_length=60, blank=True)
    page_args = models.JSONField(default=dict, blank=True)
    xid = models.BigIntegerField(db_default=TransactionNumber(), editable=False)  # by which the row is sealed

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "chronology entries"
        indexes = [models.Index(fields=["case", "-happened_at", "-id"], name="chronology_of_case")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(withdraws=None) | models.Q(kind=Kind.EVENT), name="entry_withdraws_an_event"
            )
        ]
        triggers = [AppendOnly()]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.happened_at:%Y-%m-%d}"

    @property
    def day(self) -> date:
        return timezone.localdate(self.happened_at)

    @property
    def when(self) -> date:
        """The moment, or only the day where no hour is known."""
        return self.happened_at if self.hour_known else self.day

    @property
    def is_significant(self) -> bool:
        return self.kind in SIGNIFICANT if self.significant is None else self.significant

    @property
    def withdrawal(self) -> "ChronologyEntry | None":
        """The later entry that takes this one back, or None."""
        return getattr(self, "withdrawn_by", None)

    @property
    def recorded_late_on(self) -> date | None:
        """The day it was written down, when that was long after it happened; else None."""
        late = self.recorded_at - self.happened_at > RECORDED_LATE_AFTER
        return timezone.localdate(self.recorded_at) if late else None


def moment_of(day: date) -> dict[str, Any]:
    """How an entry says "on that day": a moment of it that stands for the whole day and is shown nowhere. Today it is
    now, and not the hour of the deed: among the other things of the day it stands where it was written down."""
    present = timezone.localtime()
    noon = datetime.combine(day, time(12), present.tzinfo)
    return {"happened_at": present if day == present.date() else noon, "hour_known": False}


class Chronicled(models.Model):
    """The trait of a case that it can be told about."""

    class Meta:
        abstract = True

    @acting_as_emerald("tell the chronology")
    def chronicle(
        self,
        kind: str,
        sentence: str,
        *,
        by: User,
        at: datetime | None = None,
        on: date | None = None,
        needs: str = Right.SEE_CASE,
        page: str = "",
        significant: bool | None = None,
        source: str = "",
        withdraws: ChronologyEntry | None = None,
        **page_args: Any,
    ) -> ChronologyEntry:
        """Add one finished sentence. `at` is when it happened (an aware datetime, default now), or `on` the day of
        which no hour is known (a date, Europe/London); `needs` is the right to read it; `significant` says whether it
        stands among the significant events (default: by its kind, see SIGNIFICANT).

        The sentence names no child: it stands in lists that are read over shoulders. Returns the entry.
        """
        significant = kind in SIGNIFICANT if significant is None else significant
        return ChronologyEntry.objects.create(
            case=self,  # type: ignore[misc]  # a trait is a case
            kind=kind,
            sentence=sentence,
            recorded_by=by,
            needs=needs,
            page=page,
            page_args=page_args,
            significant=significant,
            source=source,
            withdraws=withdraws,
            **(moment_of(on) if on else {"happened_at": at or now()}),
        )
