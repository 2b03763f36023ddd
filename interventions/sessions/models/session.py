"""Direct work: a planned face-to-face session of the CSE worker with the child (DOMAIN.md section 1)."""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from cases.models import Case
from cases.models.chronology.entries import Kind
from cases.models.document import DocumentKind
from cases.registries.last_seen import last_seen
from emerald.accounts.models import User
from emerald.accounts.permissions import Right
from emerald.audit.history import track_history
from emerald.clock import now
from emerald.guards import NotYet
from emerald.working_days import working_days_after
from interventions.notes.models.found_by import OF_A_SESSION, words_kept
from interventions.notes.models.locked import KEPT, Locked, lock_of
from interventions.notes.models.moved import Movable
from interventions.notes.models.next_step import WithNextStep, next_step_constraints
from interventions.notes.models.queries import excerpt
from interventions.notes.models.rules import (
    CLOCKS_DIFFER_BY,
    why_not_at,
    why_not_next_step,
    why_not_record,
    why_not_so_late,
)
from interventions.sessions.models.attendance import ATTENDANCE_CONSTRAINTS, Attendance, Attended, why_not_attendance
from interventions.sessions.models.queries import SessionQuerySet
from interventions.sessions.models.shared_part import TIED, InAGroup
from interventions.sessions.models.work import Work
from interventions.timescales import WRITTEN_UP_WITHIN


@track_history(read_by_pages=True)
class Session(InAGroup, Attended, WithNextStep, Locked, Movable):
    """One session with one child, held or not. `held_at` is when it was, or when it should have been."""

    called, page, listed_on = "session", "session", "case_sessions"
    chronicle_kind, filed_as = Kind.DIRECT_WORK, DocumentKind.WORK

    case = models.ForeignKey(Case, on_delete=models.PROTECT, db_index=False, related_name="sessions")
    held_at = models.DateTimeField()
    place = models.CharField(max_length=160)
    work = models.CharField("type of work", max_length=30, choices=Work)
    aims = models.TextField(blank=True)
    analysis = models.TextField(blank=True)  # what the worker thinks, apart from what happened and from what was said
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=now)
    late_reason = models.TextField(blank=True)

    objects = SessionQuerySet.as_manager()

    class Meta:
        ordering = ["-held_at", "-pk"]
        indexes = [
            models.Index(fields=["case", "-held_at", "-id"], name="session_of_case"),
            models.Index(
                fields=["case", "next_step_on"],
                name="session_next_step_open",
                condition=Q(next_step_done_on=None) & ~Q(next_step=""),
            ),
            models.Index(fields=["recorded_at", "recorded_by"], name="session_by_its_writing"),  # those not locked yet
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(recorded_at__gte=F("held_at") - CLOCKS_DIFFER_BY),
                name="session_is_recorded_after_it_was_held",
            ),
            models.CheckConstraint(condition=~Q(place=""), name="session_says_where"),
            *ATTENDANCE_CONSTRAINTS,
            *next_step_constraints("session", "held_at"),
        ]
        triggers = [lock_of("session"), KEPT, TIED, words_kept(OF_A_SESSION)]

    def __str__(self) -> str:
        return f"{self.get_work_display()} {self.held_at:%Y-%m-%d}"

    @classmethod
    @transaction.atomic
    def record(cls, case: Case, *, by: User, held_at: datetime, **written: Any) -> "Session":
        """Record a session of `held_at` (aware datetime). Raises NotYours, NotYet with the sentences.

        Tells the chronology, and the case that the child was seen if the session was held. What was planned is recorded
        by `PlannedSession.record`, one session with several children by `record_together`.
        """
        case.begin_change(by=by, right=Right.RECORD_SESSION)
        obstacles = why_not_record(case) + why_not_at(case, held_at)
        if not obstacles:
            obstacles = (
                why_not_attendance(**written)
                + why_not_next_step(held_at, written.get("next_step", ""), written.get("next_step_on"))
                + why_not_so_late(held_at, written.get("late_reason", ""))
            )
        if obstacles:
            raise NotYet(*obstacles)
        session = cls.objects.create(case=case, held_at=held_at, recorded_by=by, **written)
        if session.is_held:
            case.child_was_seen(session.held_on)
        session.add_to_chronology(
            session.sentence_in_full, by=by, at=held_at, significant=session.attendance == Attendance.MISSED
        )
        return session

    def was_struck_out(self) -> None:
        """The case forgets that the child was seen then, unless something else says so."""
        if self.is_held:
            self.case.child_was_last_seen(last_seen(self.case))

    def why_not_move_to(self, case: Case | None) -> list[str]:
        if case is not None and self.group_id is not None and case.pk != self.case_id and self._has_part_of(case):
            return [f"{case.reference} has its own part of this session with several children already."]
        return super().why_not_move_to(case)

    def _has_part_of(self, case: Case) -> bool:
        sessions: Any = self._shared.sessions
        return bool(sessions.not_in_error().filter(case=case).exists())

    @property
    def held_on(self) -> date:
        return timezone.localdate(self.held_at)

    @property
    def moment(self) -> datetime:
        return self.held_at

    @property
    def recorded_working_days_after(self) -> int:
        return working_days_after(self.held_on, timezone.localdate(self.recorded_at))

    @property
    def is_recorded_late(self) -> bool:
        return self.recorded_working_days_after > WRITTEN_UP_WITHIN

    @property
    def excerpt(self) -> str:
        """How the text begins; only for sessions asked for with `for_a_list`."""
        return excerpt(self.beginning)  # type: ignore[attr-defined]  # put there by the query
