"""Closing takes two people: one proposes, another approves or returns with a comment (DOMAIN.md section 2.1, REC)."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any, Protocol, Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from cases.closing import outstanding, outstanding_for
from cases.models.access.allocation import EndReason
from cases.models.access.locks import changes_rights
from cases.models.base.host import CaseHost
from cases.models.base.states import REASON_RULES, ClosureReason, State
from cases.models.chronology.entries import Kind
from emerald.accounts.models import User
from emerald.accounts.permissions import Right
from emerald.audit.history import track_history
from emerald.clock import now
from emerald.database.identity import acting_as_emerald
from emerald.guards import NotYet, NotYours
from emerald.versioned import Locking
from emerald.words import day_in_words

# What tells of the child being seen, of work with them, and of what happened to them.
WORK = (Kind.DIRECT_WORK, Kind.CONTACT, Kind.REVIEW, Kind.EVENT)
MOST_NAMED = 4


class Outcome(models.TextChoices):
    WAITING = "waiting", "Waiting for approval"
    RETURNED = "returned", "Returned"
    APPROVED = "approved", "Approved"
    WITHDRAWN = "withdrawn", "Withdrawn"


class ClosureQuerySet(models.QuerySet["Closure"]):
    def waiting(self) -> Self:
        return self.filter(outcome=Outcome.WAITING)

    def with_people(self) -> Self:
        return self.select_related("proposed_by", "decided_by")


@track_history()
class Closure(Locking):
    """A proposal to close, with everything that will stand on the record when it is approved."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="closures")
    reason = models.CharField(max_length=3, choices=ClosureReason)
    summary = models.TextField()
    views = models.TextField()
    effective_on = models.DateField()
    later_work_because = models.TextField("why support ended before the latest work", blank=True, db_default="")
    receiving_authority = models.CharField(max_length=160, blank=True)
    receiving_person = models.CharField(max_length=160, blank=True)
    accepted_on = models.DateField(null=True, blank=True)
    case_version = models.PositiveIntegerField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=now)
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.WAITING)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    comment = models.TextField(blank=True)

    part_of, right_to_change = "case", Right.APPROVE_CLOSURE

    objects = ClosureQuerySet.as_manager()

    class Meta:
        ordering = ["-proposed_at"]
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(outcome="waiting"), name="one_closure_waits"),
            models.CheckConstraint(
                condition=~Q(outcome__in=["approved", "returned"]) | ~Q(decided_by=F("proposed_by")),
                name="closing_takes_two_people",
            ),
            models.CheckConstraint(
                condition=Q(outcome="waiting", decided_by=None, decided_at=None)
                | (~Q(outcome="waiting") & Q(decided_by__isnull=False, decided_at__isnull=False)),
                name="closure_decided_has_who_and_when",
            ),
            models.CheckConstraint(condition=~Q(outcome="returned") | ~Q(comment=""), name="closure_returned_says_why"),
            models.CheckConstraint(
                condition=~Q(reason="C6")
                | (~Q(receiving_authority="") & ~Q(receiving_person="") & Q(accepted_on__isnull=False)),
                name="transfer_names_who_accepted",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()}: {self.reason}"

    @property
    def is_waiting(self) -> bool:
        return self.outcome == Outcome.WAITING

    @changes_rights
    def approve(self, *, by: User, comment: str = "", version: int | None = None) -> None:
        """Close the case as proposed. Raises NotYours (also for the proposer), NotYet, ChangedMeanwhile."""
        self.begin_change(by=by, version=version)
        if by.pk == self.proposed_by_id:
            raise NotYours("Somebody else must approve: closing a case takes two people.")
        obstacles = (
            why_not_close(self.case)
            + why_not_reason(self.case, self.reason, self.effective_on)
            + why_not_before_work(self.case, self.effective_on, self.later_work_because)
        )
        if obstacles:
            raise NotYet(*obstacles)
        self._decide(Outcome.APPROVED, by, comment)
        self.case.end_reviews(by=by, because="The case was closed.")
        self.case.close(by=by, reason=self.reason, effective_on=self.effective_on, rationale=self.summary)
        self.case.end_all_allocations(by=by, on=self.effective_on, reason=EndReason.CASE_CLOSED)

    @transaction.atomic
    def give_back(self, *, by: User, comment: str, version: int | None = None) -> None:
        """Return the proposal with a comment, which is compulsory."""
        self.begin_change(by=by, version=version)
        if by.pk == self.proposed_by_id:
            raise NotYours("Withdraw your own proposal instead of returning it.")
        if not comment.strip():
            raise NotYet("Say what should happen before the case can close.")
        self._decide(Outcome.RETURNED, by, comment)
        self.case.chronicle(
            Kind.CLOSURE,
            "Proposed closure returned with a comment.",
            by=by,
            page="case_closure",
            reference=self.case.reference,
        )

    @transaction.atomic
    def withdraw(self, *, by: User, comment: str = "", version: int | None = None) -> None:
        """Take one's proposal back, or a manager's of the same right."""
        self.begin_change(by=by, right=Right.PROPOSE_CLOSURE, version=version)
        self._decide(Outcome.WITHDRAWN, by, comment)
        self.case.chronicle(
            Kind.CLOSURE, "Proposed closure withdrawn.", by=by, page="case_closure", reference=self.case.reference
        )

    def why_not_any_more(self) -> list[str]:
        if self.is_waiting:
            return []
        return [f"This closure has been decided already: {self.get_outcome_display().lower()}."]

    def _decide(self, outcome: str, by: User, comment: str) -> None:
        self.outcome, self.decided_by, self.decided_at, self.comment = outcome, by, timezone.now(), comment
        self.save(update_fields=["outcome", "decided_by", "decided_at", "comment"])


def why_not_close(case: Any, rights: Collection[str] | None = None) -> list[str]:
    """What stands in the way of closing this case, for whatever reason; with `rights`, as told to who holds them."""
    if not case.is_open:
        return ["This case is closed already."]
    return outstanding(case) if rights is None else outstanding_for(case, rights)


def why_not_reason(case: Any, reason: str, day: date) -> list[str]:
    """Why `reason` cannot be given for closing `case` on `day`."""
    rule = REASON_RULES[ClosureReason(reason)]
    sentences: list[str] = case.why_not_effective_on(day)
    if case.state not in rule.fits:
        fitting = " or ".join(State(state).label.lower() for state in rule.fits)
        sentences.append(f"This reason fits only a child recorded as {fitting}.")
    if rule.from_age and case.child.age_on(day) < rule.from_age:
        sentences.append(f"This reason fits only from the child's {rule.from_age}th birthday.")
    if rule.needs_day_of_death and (case.child.died_on is None or case.child.died_on > day):
        sentences.append(
            "Record the day the child died on the child’s own record first: what rests on the child’s life ends with "
            "it, and a case does not end before it."
        )
    return sentences


@acting_as_emerald("closing checks")
def why_not_before_work(case: Any, day: date, because: str) -> list[str]:
    """A case does not end before the latest work with the child, unless somebody says why: the sentence that names what
    was done after `day`, where `because` is empty."""
    if because.strip():
        return []
    later = case.entries.not_withdrawn().of_kind(*WORK).happened_since(day + timedelta(days=1)).newest_first()
    named = [f"{entry.get_kind_display().lower()} on {day_in_words(entry.day)}" for entry in later[:MOST_NAMED]]
    if not named:
        return []
    more = later.count() - len(named)
    return [
        f"After {day_in_words(day)} there is still work with the child: {', '.join(dict.fromkeys(named))}"
        f"{f' and {more} more' if more > 0 else ''}. Enter a later day, or say why support ended before it."
    ]


class ClosableHost(CaseHost, Protocol):
    """What this trait needs of the case, and what it has of its own."""

    closures: Any

    @property
    def closure_waiting(self) -> Closure | None: ...
    def why_not_propose(self, rights: Collection[str] | None = None) -> list[str]: ...


class Closable(models.Model):
    """The trait of a case that its closure is proposed and decided."""

    closures: Any  # what leads here from the closures

    class Meta:
        abstract = True

    def closures_with_people(self) -> list[Closure]:
        """All there are, newest first, by one query; what asks about them afterwards asks these."""
        models.prefetch_related_objects([self], models.Prefetch("closures", Closure.objects.with_people()))
        return list(self.closures.all())

    @property
    def closure_waiting(self: ClosableHost) -> Closure | None:
        return next((one for one in self.closures.all() if one.is_waiting), None)

    def why_not_propose(self: ClosableHost, rights: Collection[str] | None = None) -> list[str]:
        """The sentences shown before anybody tries to propose a closure; with `rights`, those that somebody who holds
        them on the case may read."""
        waiting = ["A closure is waiting for approval already."] if self.closure_waiting else []
        return waiting + why_not_close(self, rights)

    @transaction.atomic
    def propose_closure(
        self: ClosableHost,
        *,
        by: User,
        reason: str,
        summary: str,
        views: str,
        effective_on: date | None = None,
        later_work_because: str = "",
        version: int | None = None,
        **receiver: Any,
    ) -> Closure:
        """Propose to close. `views`: the child's and carers' views; `later_work_because`: why support ended before the
        latest work with the child, where it did. Raises NotYours, NotYet, ChangedMeanwhile."""
        self.begin_change(by=by, right=Right.PROPOSE_CLOSURE, version=version)
        effective_on = effective_on or timezone.localdate()
        obstacles = self.why_not_propose() or (
            why_not_reason(self, reason, effective_on) + why_not_before_work(self, effective_on, later_work_because)
        )
        if obstacles:
            raise NotYet(*obstacles)
        closure = self.closures.create(
            reason=reason,
            summary=summary,
            views=views,
            effective_on=effective_on,
            later_work_because=later_work_because.strip(),
            case_version=self.version,
            proposed_by=by,
            **receiver,
        )
        self.chronicle(
            Kind.CLOSURE,
            "Closure proposed; waiting for approval.",
            by=by,
            page="case_closure",
            reference=self.reference,
        )
        return closure
