"""What somebody worked on until it closed stays theirs to read, until a manager ends that too, with a reason."""

from typing import Any, Protocol, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import BooleanField, Case, Exists, OuterRef, Q, Value, When

from cases.models.access.allocation import Allocation, EndReason
from cases.models.access.locks import changes_rights
from cases.models.base.host import CaseHost
from cases.models.chronology.entries import Kind
from emerald.accounts.models import User
from emerald.accounts.permissions import Right
from emerald.audit.history import track_history
from emerald.clock import now
from emerald.guards import NotYet


class ReadingEndQuerySet(models.QuerySet["ReadingEnd"]):
    def active(self) -> Self:
        return self.filter(given_back_at=None)

    def in_order(self) -> Self:
        return self.select_related("ended_by", "given_back_by").order_by("ended_at", "pk")


@track_history()
class ReadingEnd(models.Model):
    """One time that a manager ended it, and the time it was given back. Written through the verbs of `EndsReading`."""

    allocation = models.ForeignKey(Allocation, on_delete=models.PROTECT, related_name="reading_ends")
    because = models.CharField(max_length=300)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(default=now)
    given_back_because = models.CharField(max_length=300, blank=True)
    given_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    given_back_at = models.DateTimeField(null=True, blank=True)

    objects = ReadingEndQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["allocation"], condition=Q(given_back_at=None), name="reading_ends_once"),
            models.CheckConstraint(condition=~Q(because=""), name="reading_end_says_why"),
            models.CheckConstraint(
                condition=Q(given_back_at=None, given_back_by=None, given_back_because="")
                | (Q(given_back_at__isnull=False, given_back_by__isnull=False) & ~Q(given_back_because="")),
                name="reading_given_back_has_who_when_why",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="reading_ends_after_closing",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                func=pgtrigger.Func("""
                    IF NOT EXISTS (SELECT 1 FROM cases_allocation WHERE id = NEW.{columns.allocation}
                                   AND ended_on IS NOT NULL AND end_reason = 'case_closed') THEN
                        RAISE EXCEPTION 'only who worked a case until it closed reads on, and can be told not to'
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """),
            )
        ]

    def __str__(self) -> str:
        return f"Reading ended {self.ended_at:%Y-%m-%d}"


def connecting_or_ended(allocations: Any) -> Any:
    """The running ones, and those that ended because the case closed; each with `is_current`, and with `reading_ended`
    where a manager ended what was left of it."""
    ended = ReadingEnd.objects.active().filter(allocation=OuterRef("pk"))
    return allocations.connecting().annotate(
        is_current=Case(When(ended_on=None, then=Value(True)), default=Value(False), output_field=BooleanField()),
        reading_ended=Exists(ended),
    )


class EndsReadingHost(CaseHost, Protocol):
    """What this trait needs of the case, and what it has of its own."""

    allocations: Any

    def sync_rights(self) -> None: ...
    def _chronicle_reading(self, sentence: str, by: User) -> None: ...


class EndsReading(models.Model):
    """The trait of a case that what its former workers may still read of it can be ended and given back."""

    class Meta:
        abstract = True

    @changes_rights
    def end_reading(
        self: EndsReadingHost, allocation: Allocation, *, by: User, because: str, version: int | None = None
    ) -> ReadingEnd:
        """Take from somebody who worked this case until it closed what they may still read of it, in every part they
        had. Raises NotYours, NotYet, ChangedMeanwhile. Returns the ReadingEnd of `allocation`."""
        self.begin_change(by=by, right=Right.ALLOCATE, version=version)
        if obstacles := why_not_end_reading(allocation) or _why_missing(because):
            raise NotYet(*obstacles)
        theirs = self.allocations.filter(user=allocation.user_id, end_reason=EndReason.CASE_CLOSED).exclude(
            reading_ends__in=ReadingEnd.objects.active()
        )
        for one in theirs:
            one.reading_ends.create(because=because, ended_by=by)
        self._chronicle_reading(f"{allocation.user.name} can no longer read this case.", by)
        return allocation.reading_ends.active().get()

    @changes_rights
    def give_reading_back(
        self: EndsReadingHost, allocation: Allocation, *, by: User, because: str, version: int | None = None
    ) -> None:
        """Let them read again what they worked on. Raises as `end_reading`."""
        self.begin_change(by=by, right=Right.ALLOCATE, version=version)
        if obstacles := why_not_give_reading_back(allocation) or _why_missing(because):
            raise NotYet(*obstacles)
        ReadingEnd.objects.active().filter(allocation__case=self.pk, allocation__user=allocation.user_id).update(
            given_back_by=by, given_back_at=now(), given_back_because=because
        )
        self._chronicle_reading(f"{allocation.user.name} can read again what was recorded here.", by)

    def _chronicle_reading(self: EndsReadingHost, sentence: str, by: User) -> None:
        self.chronicle(
            Kind.ACCESS, sentence, by=by, needs=Right.ALLOCATE, page="case_allocation", reference=self.reference
        )
        self.sync_rights()


def _why_missing(because: str) -> list[str]:
    return [] if because.strip() else ["Enter why."]


def why_not_end_reading(allocation: Allocation) -> list[str]:
    """The sentences that stand in the way of ending what this part still lets its person read."""
    if allocation.is_current:
        return ["This part has not ended. End the part itself."]
    if allocation.end_reason != EndReason.CASE_CLOSED or allocation.reading_ends.active().exists():
        return [f"{allocation.user.name} cannot read this case through this part any more."]
    return []


def why_not_give_reading_back(allocation: Allocation) -> list[str]:
    """The sentences that stand in the way of giving it back."""
    if allocation.reading_ends.active().exists():
        return []
    return [f"Nobody has ended what {allocation.user.name} may read through this part."]
