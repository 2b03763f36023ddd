"""A session that is planned: it comes before the session, is never one, and never says that the child was seen.

A plan waits until it is recorded (whatever became of it: held, cancelled on the day, missed) or called off beforehand.
When its time has passed it goes on waiting, as not written up yet.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

import pgtrigger
from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from cases.models import Case
from cases.models.chronology.entries import Kind
from emerald.accounts.models import User
from emerald.accounts.permissions import Right
from emerald.audit.append_only import AppendOnly
from emerald.audit.history import track_history
from emerald.audit.transaction_clock import TransactionNumber
from emerald.clock import now
from emerald.guards import NotYet
from emerald.versioned import Versioned
from emerald.words import moment
from interventions.notes.models.rules import why_not_plan, why_not_plan_for
from interventions.sessions.models.attendance import CancelledBy
from interventions.sessions.models.session import Session
from interventions.sessions.models.work import Work


class Outcome(models.TextChoices):
    WAITING = "waiting", "Planned"
    RECORDED = "recorded", "Recorded"
    CALLED_OFF = "called_off", "Called off"


class PlannedSessionQuerySet(models.QuerySet["PlannedSession"]):
    def waiting(self) -> "PlannedSessionQuerySet":
        """Neither recorded nor called off, whether their time is still to come or has passed."""
        return self.filter(outcome=Outcome.WAITING)

    def to_come(self) -> "PlannedSessionQuerySet":
        return self.waiting().filter(planned_for__gt=timezone.now())

    def not_written_up(self) -> "PlannedSessionQuerySet":
        """Those whose time has passed and of which nobody has said what became of them."""
        return self.waiting().filter(planned_for__lte=timezone.now())

    def first_planned_first(self) -> "PlannedSessionQuerySet":
        return self.select_related("planned_by").order_by("planned_for", "pk")

    def of_key(self, pk: int) -> "PlannedSession | None":
        """The one with this key among these, or None."""
        return self.select_related("planned_by", "resolved_by", "session").filter(pk=pk).first()

    def at(self, moment: datetime, *, cases: Iterable[int]) -> "PlannedSessionQuerySet":
        """Those waiting for this very moment in any of `cases`."""
        return self.waiting().filter(planned_for=moment, case__in=cases)


@track_history()
class PlannedSession(Versioned):
    """A session of one case at `planned_for` (aware datetime). Made by `plan`; `version` counts its changes."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, db_index=False, related_name="planned_sessions")
    planned_for = models.DateTimeField()
    place = models.CharField(max_length=160)
    work = models.CharField("type of work", max_length=30, choices=Work)
    aims = models.TextField(blank=True)
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    planned_at = models.DateTimeField(default=now)
    version = models.PositiveIntegerField(default=1, editable=False)
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.WAITING)
    called_off_by = models.CharField(max_length=10, choices=CancelledBy, blank=True)
    why_called_off = models.TextField(blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    resolved_at = models.DateTimeField(null=True, blank=True)
    session = models.OneToOneField(Session, on_delete=models.PROTECT, null=True, blank=True, related_name="plan")

    part_of, right_to_change = "case", Right.RECORD_SESSION

    objects = PlannedSessionQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["case", "planned_for", "id"], name="plan_of_case"),
            models.Index(fields=["planned_for"], condition=Q(outcome="waiting"), name="plan_waiting"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(planned_for__gt=F("planned_at")), name="plan_is_for_the_future"),
            models.CheckConstraint(condition=~Q(place=""), name="plan_says_where"),
            models.CheckConstraint(
                name="plan_waits_or_is_resolved",
                condition=(
                    Q(
                        outcome="waiting",
                        called_off_by="",
                        why_called_off="",
                        resolved_by=None,
                        resolved_at=None,
                        session=None,
                    )
                    | Q(
                        outcome="recorded",
                        called_off_by="",
                        why_called_off="",
                        resolved_by__isnull=False,
                        resolved_at__isnull=False,
                        session__isnull=False,
                    )
                    | Q(outcome="called_off", resolved_by__isnull=False, resolved_at__isnull=False, session=None)
                    & ~Q(called_off_by="")
                    & ~Q(why_called_off="")
                ),
            ),
            models.UniqueConstraint(
                fields=["case", "planned_for"], condition=Q(outcome="waiting"), name="one_plan_of_a_case_at_a_time"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="resolved_plan_stays",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Q(old__outcome__in=["recorded", "called_off"]),
                func="""
                RAISE EXCEPTION 'a planned session that was recorded or called off never changes'
                    USING ERRCODE = 'restrict_violation';
            """,
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_work_display()} planned for {self.planned_for:%Y-%m-%d}"

    @classmethod
    @transaction.atomic
    def plan(
        cls, case: Case, *, by: User, planned_for: datetime, place: str, work: str, aims: str = ""
    ) -> "PlannedSession":
        """Plan a session of `case` at `planned_for` (aware datetime, up to a year ahead). Raises NotYours, NotYet."""
        case.begin_change(by=by, right=Right.RECORD_SESSION)
        if obstacles := why_not_plan(case) + why_not_plan_for(case, planned_for):
            raise NotYet(*obstacles)
        made = cls.objects.create(case=case, planned_for=planned_for, place=place, work=work, aims=aims, planned_by=by)
        made._chronicle(f"{by.name} planned a session for {moment(planned_for)}.", by)
        return made

    @property
    def is_waiting(self) -> bool:
        return self.outcome == Outcome.WAITING

    @property
    def is_not_written_up(self) -> bool:
        return self.is_waiting and self.planned_for <= timezone.now()

    @property
    def day(self) -> date:
        return timezone.localdate(self.planned_for)

    @property
    def was_moved_away(self) -> bool:
        """Whether what was recorded turned out to belong to another case. The plan stays where it was made, resolved:
        that it was planned with this child, and kept from waiting by that record, remains true."""
        return self.session is not None and self.session.case_id != self.case_id

    def why_not_resolve(self) -> list[str]:
        """The sentences that stand in the way of putting off, calling off or recording it."""
        if self.is_waiting:
            return []
        return [f"This planned session was {self.get_outcome_display().lower()} already."]

    @transaction.atomic
    def put_off(self, *, by: User, to: datetime, because: str, version: int | None = None) -> "PlannedSession":
        """Plan it for another moment, `to` (aware datetime, later or earlier). Raises NotYours, NotYet,
        ChangedMeanwhile. The moment it was planned for is kept with the reason."""
        self.begin_change(by=by, version=version)
        obstacles = why_not_plan(self.case) + why_not_plan_for(self.case, to)
        if to == self.planned_for:
            obstacles = ["It is planned for that time already."]
        if not because.strip():
            obstacles.append("Say why it was put off.")
        if obstacles:
            raise NotYet(*obstacles)
        self.times_put_off.create(was_for=self.planned_for, put_off_to=to, because=because, by=by)
        before, self.planned_for = self.planned_for, to
        self.save_next_version("planned_for")
        self._chronicle(f"{by.name} put off the session planned for {moment(before)} to {moment(to)}.", by)
        return self

    @transaction.atomic
    def call_off(self, *, by: User, called_off_by: str, because: str, version: int | None = None) -> "PlannedSession":
        """Say that it will not take place: `called_off_by` is a CancelledBy. Raises NotYours, NotYet,
        ChangedMeanwhile."""
        self.begin_change(by=by, version=version)
        if not because.strip():
            raise NotYet("Say why it was called off and what was done about it.")
        self.called_off_by, self.why_called_off = called_off_by, because
        self._resolve(Outcome.CALLED_OFF, by, "called_off_by", "why_called_off")
        self._chronicle(
            f"The session planned for {moment(self.planned_for)} was called off by "
            f"{self.get_called_off_by_display().lower()}.",
            by,
        )
        return self

    @transaction.atomic
    def record(self, *, by: User, **written: Any) -> Session:
        """Record what became of it, held or not, as `Session.record` does and with its refusals. Returns the Session,
        which may have been on another day than the planned one."""
        self.begin_change(by=by)
        session = Session.record(self.case, by=by, **written)
        self.is_recorded_as(session, by=by)
        return session

    def is_recorded_as(self, session: Session, *, by: User) -> None:
        """Tie it to `session` of the same case. For verbs that record; the caller holds the case."""
        self.session = session
        self._resolve(Outcome.RECORDED, by, "session")

    def why_not_any_more(self) -> list[str]:
        return self.why_not_resolve()

    def what_changed_since(self, version: int | None) -> str:
        return (
            f"While your page was open, this session was put off to {moment(self.planned_for)}. Nothing was saved; "
            "what you typed is still here. Save again to go on."
        )

    def _resolve(self, outcome: Outcome, by: User, *changed: str) -> None:
        self.outcome, self.resolved_by, self.resolved_at = outcome, by, timezone.now()
        self.save_next_version("outcome", "resolved_by", "resolved_at", *changed)

    def _chronicle(self, sentence: str, by: User) -> None:
        self.case.chronicle(
            Kind.DIRECT_WORK,
            sentence,
            by=by,
            needs=Right.READ_SESSIONS,
            page="planned_session",
            reference=self.case.reference,
            planned=self.pk,
        )


class PutOffQuerySet(models.QuerySet["PutOff"]):
    def in_order(self) -> "PutOffQuerySet":
        return self.select_related("by").order_by("at", "pk")


class PutOff(models.Model):
    """One time a planned session was put off: from when to when, and why. Never changed."""

    planned = models.ForeignKey(PlannedSession, on_delete=models.PROTECT, related_name="times_put_off")
    was_for = models.DateTimeField()
    put_off_to = models.DateTimeField()
    because = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
    xid = models.BigIntegerField(db_default=TransactionNumber(), editable=False)  # by which the row is sealed

    objects = PutOffQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "times put off"
        constraints = [models.CheckConstraint(condition=~Q(because=""), name="put_off_says_why")]
        triggers = [AppendOnly()]

    def __str__(self) -> str:
        return f"Put off {self.at:%Y-%m-%d}"
