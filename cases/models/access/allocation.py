"""Who works a case: one lead worker, co-workers, and professionals linked by name."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from cases.models.access.led import FOLLOWED_TRIGGERS
from emerald.accounts.roles import Connection, roles_connected_by
from emerald.audit.history import track_history
from emerald.clock import end_of, now


class Part(models.TextChoices):
    """What somebody is to a case."""

    LEAD = "lead", "Lead worker"
    CO_WORKER = "co_worker", "Co-worker"
    LINKED = "linked", "Linked professional"


# Which roles can take which part: a lead is always an Emerald caseworker (DOMAIN.md section 1, "Victim").
ROLES_FOR: Mapping[str, Collection[str]] = {
    Part.LEAD: roles_connected_by(Connection.ALLOCATION),
    Part.CO_WORKER: roles_connected_by(Connection.ALLOCATION),
    Part.LINKED: roles_connected_by(Connection.LINK),
}


class EndReason(models.TextChoices):
    HANDED_OVER = "handed_over", "Handed over to somebody else"
    LEFT = "left", "The worker left the team"
    NO_LONGER_NEEDED = "no_longer_needed", "No longer needed"
    CONFLICT = "conflict", "Conflict of interest"
    CASE_CLOSED = "case_closed", "The case was closed"


class AllocationQuerySet(models.QuerySet["Allocation"]):
    def current(self) -> Self:
        return self.filter(ended_on=None)

    def ended(self) -> Self:
        return self.filter(ended_on__isnull=False)

    def leads(self) -> Self:
        return self.filter(part=Part.LEAD)

    def connecting(self) -> Self:
        """Those that join a person to a case: the running ones, and those that ended only because the case closed.

        Whoever worked a case until its end can still read what was recorded until then, and nothing that is true of the
        child today, unless a manager ended that too (`cases.models.access.reading_end`).
        """
        return self.filter(Q(ended_on=None) | Q(end_reason=EndReason.CASE_CLOSED))

    def with_people(self) -> Self:
        return self.select_related("user", "made_by", "ended_by")

    def of_key(self, pk: int) -> "Allocation | None":
        """The one with this key among these, or None."""
        return self.filter(pk=pk).first()

    def on(self, day: date, known_on: date | None = None) -> Self:
        """Those that ran on `day`; `known_on`: as far as it was known at the end of that day (both Europe/London)."""
        ran = self.filter(started_on__lte=day)
        if known_on is None:
            return ran.filter(Q(ended_on=None) | Q(ended_on__gt=day))
        over = end_of(known_on)
        return ran.filter(made_at__lt=over).filter(Q(ended_on=None) | Q(ended_on__gt=day) | Q(ended_at__gte=over))


@track_history()
class Allocation(models.Model):
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="allocations")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, db_index=False, related_name="allocations"
    )
    part = models.CharField(max_length=10, choices=Part)
    started_on = models.DateField(default=timezone.localdate)
    because = models.CharField(max_length=300, blank=True)
    hand_over_note = models.TextField(blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=now)
    ended_on = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, editable=False)  # when that was recorded; kept by the database
    end_reason = models.CharField(max_length=20, choices=EndReason, blank=True)
    end_note = models.TextField(blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = AllocationQuerySet.as_manager()

    class Meta:
        ordering = [F("ended_on").desc(nulls_first=True), "part", "-started_on", "-pk"]
        indexes = [models.Index(fields=["user", "ended_on"], name="allocation_of_worker")]
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(part="lead", ended_on=None), name="one_current_lead"),
            models.UniqueConstraint(fields=["case", "user"], condition=Q(ended_on=None), name="one_part_at_a_time"),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")), name="allocation_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, end_reason="", ended_by=None)
                | (Q(ended_on__isnull=False, ended_by__isnull=False) & ~Q(end_reason="")),
                name="allocation_end_has_reason_and_who",
            ),
        ]

        triggers = [
            # The other half of the rule on Case: the last lead of a victim's open case cannot go (checked at commit).
            pgtrigger.Trigger(
                name="victim_keeps_lead",
                operation=pgtrigger.Update | pgtrigger.Delete,
                when=pgtrigger.After,
                timing=pgtrigger.Deferred,
                func=pgtrigger.Func("""
                    IF EXISTS (SELECT 1 FROM cases_case WHERE id = OLD.{columns.case} AND state = 'victim')
                       AND NOT EXISTS (SELECT 1 FROM {meta.db_table}
                                       WHERE {columns.case} = OLD.{columns.case} AND {columns.part} = 'lead'
                                         AND {columns.ended_on} IS NULL) THEN
                        RAISE EXCEPTION 'a victim has a current lead worker' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NULL;
                """),
            ),
            # By which it is told what was known of it on an earlier day.
            pgtrigger.Trigger(
                name="end_has_its_moment",
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("ended_on", "ended_at"),
                when=pgtrigger.Before,
                func=pgtrigger.Func("""
                    IF NEW.{columns.ended_on} IS NULL THEN
                        NEW.{columns.ended_at} := NULL;
                    ELSE
                        NEW.{columns.ended_at} := coalesce(NEW.{columns.ended_at}, clock_timestamp());
                    END IF;
                    RETURN NEW;
                """),
            ),
            *FOLLOWED_TRIGGERS,
        ]

    def __str__(self) -> str:
        return f"{self.get_part_display()} from {self.started_on}"

    @property
    def is_current(self) -> bool:
        return self.ended_on is None

    @property
    def is_lead(self) -> bool:
        return self.part == Part.LEAD
