"""The life of a case: at risk, victim, closed with a reason. Source: DESIGN.md section 5, DOMAIN.md section 2."""

from datetime import date
from typing import Any, Protocol

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django_fsm import FSMField, transition

from cases.models.base.host import CaseHost
from cases.models.base.states import MOVES, OPEN_STATES, ClosureReason, State
from cases.models.step import LockedByVerb, OwnState, step
from emerald.accounts.models import User
from emerald.accounts.permissions import Right
from emerald.audit.append_only import AppendOnly
from emerald.audit.transaction_clock import TransactionNumber
from emerald.clock import now
from emerald.day_rules import why_before, why_in_future
from emerald.guards import guard
from emerald.words import day_in_words


class StateChange(models.Model):
    """One move of a case: the statutory history, used by pages, by `as_at` and by reports. Never changed."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, db_index=False, related_name="state_changes")
    step = models.CharField(max_length=40)
    from_state = models.CharField(max_length=10, choices=State, blank=True)
    to_state = models.CharField(max_length=10, choices=State)
    effective_on = models.DateField()
    at = models.DateTimeField(default=now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=3, choices=ClosureReason, blank=True)
    rationale = models.TextField()
    # DOMAIN.md section 2.1: for a child recorded as a victim it stands here whether a section 47 enquiry was
    # considered, and why.
    section_47 = models.BooleanField("section 47 enquiry considered", null=True, blank=True)
    section_47_reason = models.TextField(blank=True)
    version = models.PositiveIntegerField()
    xid = models.BigIntegerField(db_default=TransactionNumber(), editable=False)  # by which the row is sealed

    class Meta:
        ordering = ["-effective_on", "-pk"]
        indexes = [models.Index(fields=["case", "-effective_on", "-id"], name="state_change_of_case")]
        constraints = [
            models.UniqueConstraint(fields=["case", "version"], name="one_change_per_version"),
            models.CheckConstraint(condition=~Q(from_state=F("to_state")), name="change_changes_something"),
            models.CheckConstraint(
                condition=~Q(to_state="victim") | Q(section_47__isnull=False), name="victim_says_whether_section_47"
            ),
        ]
        triggers = [AppendOnly()]

    def __str__(self) -> str:
        return f"{self.from_state or 'new'} to {self.to_state} on {self.effective_on}"


class LifecycleHost(CaseHost, Protocol):
    """What the guards ask of the case, and this trait needs of it."""

    state_changes: Any

    @property
    def lead(self) -> User | None: ...
    @property
    def closure_waiting(self) -> Any: ...


@guard("Only a child at risk can be identified as a victim.")
def is_at_risk(case: CaseHost) -> bool:
    return case.state == State.AT_RISK


@guard("Only a victim's case can be stepped down.")
def is_victim(case: CaseHost) -> bool:
    return case.state == State.VICTIM


@guard("This case is closed. Reopening it starts a new episode.")
def still_open(case: CaseHost) -> bool:
    return case.is_open


@guard("Allocate a lead worker first: a victim always has a current allocated worker.")
def has_lead_worker(case: LifecycleHost) -> bool:
    return case.lead is not None


@guard("A closure is waiting for approval. Decide about it, or withdraw it, before the status changes.")
def no_closure_waits(case: LifecycleHost) -> bool:
    return case.closure_waiting is None


class Lifecycle(OwnState, LockedByVerb, models.Model):  # type: ignore[misc]  # it refreshes as Django does
    """The trait of a case that it moves between states, and only by its verbs."""

    state = FSMField(choices=State, default=State.AT_RISK, protected=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    opened_on = models.DateField(default=timezone.localdate)
    closed_on = models.DateField(null=True, blank=True, editable=False)
    closure_reason = models.CharField(max_length=3, choices=ClosureReason, blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    @step(
        right=Right.CHANGE_STATUS,
        guards=[still_open, is_at_risk, has_lead_worker, no_closure_waits],
        sentence="Identified as a victim of sexual exploitation.",
    )
    @transition(field=state, source=State.AT_RISK, target=State.VICTIM)
    def identify_as_victim(self, *, effective_on: date, section_47: bool, section_47_reason: str) -> dict[str, Any]:
        """Evidence shows that exploitation has happened or is happening.

        `section_47`: whether a section 47 enquiry was considered, with the reason for the answer.
        """
        return {"section_47": section_47, "section_47_reason": section_47_reason}

    @step(
        right=Right.CHANGE_STATUS,
        guards=[still_open, is_victim, no_closure_waits],
        sentence="Stepped down from victim to at risk.",
    )
    @transition(field=state, source=State.VICTIM, target=State.AT_RISK)
    def step_down(self, *, effective_on: date) -> None:
        """The risk has gone down at review; the child stays supported as at risk."""

    @step(right=Right.APPROVE_CLOSURE, guards=[still_open], sentence="Case closed.")
    @transition(field=state, source=list(OPEN_STATES), target=State.CLOSED)
    def close(self, *, effective_on: date, reason: str) -> None:
        """Called by `Closure.approve` alone, which holds what the proposer wrote."""
        self.closed_on, self.closure_reason = effective_on, reason

    def why_not_on(self, day: date | None) -> list[str]:
        """Why nothing can have been done about this case on `day`: it lies ahead, or before the opening."""
        return why_in_future(day) or self.why_before_opening(day)

    def why_before_opening(self, day: date | None, called: str = "The day") -> list[str]:
        return why_before(day, self.opened_on, "the case opened", called)

    def why_not_effective_on(self: LifecycleHost, day: date) -> list[str]:
        """Why a move cannot take effect on `day`: it lies ahead, before the opening or before the last move."""
        last = self.state_changes.first()
        if ahead := why_in_future(day, "The date it takes effect"):
            return ahead
        if last and day < last.effective_on:
            return [f"The date cannot be before {day_in_words(last.effective_on)}, when the status last changed."]
        return []


LIFECYCLE_TRIGGERS = [
    pgtrigger.FSM(name="legal_moves_only", field="state", transitions=list(MOVES)),
    # No move without its line of history, whoever makes it: checked when the transaction ends.
    pgtrigger.Trigger(
        name="moves_leave_history",
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("state"),
        when=pgtrigger.After,
        timing=pgtrigger.Deferred,
        func=pgtrigger.Func("""
            IF EXISTS (SELECT 1 FROM {meta.db_table} moved WHERE moved.id = NEW.{columns.id} AND NOT EXISTS (
                           SELECT 1 FROM cases_statechange change WHERE change.case_id = moved.id
                              AND change.version = moved.version AND change.to_state = moved.state)) THEN
                RAISE EXCEPTION 'a case changes its state with a line of history' USING ERRCODE = 'check_violation';
            END IF;
            RETURN NULL;
        """),
    ),
    # Deferred to the end of the transaction, so that one worker can take over from another in between.
    pgtrigger.Trigger(
        name="victim_has_lead",
        operation=pgtrigger.Insert | pgtrigger.Update,
        when=pgtrigger.After,
        timing=pgtrigger.Deferred,
        func=pgtrigger.Func("""
            IF EXISTS (SELECT 1 FROM {meta.db_table} WHERE id = NEW.{columns.id} AND {columns.state} = 'victim')
               AND NOT EXISTS (SELECT 1 FROM cases_allocation
                               WHERE case_id = NEW.{columns.id} AND part = 'lead' AND ended_on IS NULL) THEN
                RAISE EXCEPTION 'a victim has a current lead worker' USING ERRCODE = 'check_violation';
            END IF;
            RETURN NULL;
        """),
    ),
]
LIFECYCLE_CONSTRAINTS = [
    models.CheckConstraint(condition=Q(state__in=State.values), name="case_state_is_known"),
    models.CheckConstraint(
        condition=(Q(state="closed", closed_on__isnull=False) & ~Q(closure_reason=""))
        | (~Q(state="closed") & Q(closed_on__isnull=True, closure_reason="")),
        name="case_closed_has_day_and_reason",
    ),
    models.CheckConstraint(
        condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")), name="case_closes_after_it_opens"
    ),
    models.UniqueConstraint(fields=["child"], condition=~Q(state="closed"), name="one_open_case_per_child"),
    models.UniqueConstraint(fields=["child", "episode"], name="episodes_are_numbered"),
]
