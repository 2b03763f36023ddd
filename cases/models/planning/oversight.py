"""What a manager decided about a case, and what worker and manager said about it in supervision.

Two record types of their own, not comments (DOMAIN.md section 1). Both are added to and never changed: a later entry
puts an earlier one right. Of supervision only what is about the case stands here; what is about the worker does not
belong on a child's record (same section).
"""

from collections.abc import Collection
from datetime import date
from typing import Any, Protocol, Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from cases.models.base.after_closing import by_closing, reads_on
from cases.models.base.host import CaseHost
from cases.models.chronology.entries import Kind
from cases.models.planning.frequency import days_after
from cases.timescales import DECISION_WRITTEN_WITHIN, SUPERVISION_WRITTEN_WITHIN
from emerald.accounts.models import User
from emerald.accounts.permissions import Right
from emerald.audit.append_only import AppendOnly
from emerald.audit.transaction_clock import TransactionNumber
from emerald.clock import now
from emerald.guards import NotYet
from emerald.working_days import working_days_after


class Occasion(models.TextChoices):
    """When a manager writes a decision down. Source: DOMAIN.md section 2.6 (REC)."""

    OPENED = "opened", "The case was opened"
    RECLASSIFIED = "reclassified", "The status or the level of risk changed"
    REVIEW = "review", "A review"
    MISSING = "missing", "The child was missing"
    MEASURE = "measure", "A disruption measure changed or ended"
    CLOSING = "closing", "Closing"
    OTHER = "other", "Something else"


class EntryQuerySet(models.QuerySet[Any]):
    def readable_with(self, rights: Collection[str]) -> Self:
        """Those that somebody with `rights` on the case may read: what was written after the case closed only whoever
        oversees it, or reads the child's details today."""
        return self if Right.OVERSEE in rights or reads_on(rights) else by_closing(self, "recorded_at")

    def newest_first(self) -> Self:
        return self.order_by("-on", "-pk")


class DecisionQuerySet(EntryQuerySet):
    def with_people(self) -> Self:
        return self.select_related("decided_by")


class SupervisionQuerySet(EntryQuerySet):
    def with_people(self) -> Self:
        return self.select_related("worker", "supervisor")


class ManagementDecision(models.Model):
    """A manager's recorded decision with its reasons: "management oversight"."""

    case = models.ForeignKey(
        "cases.Case", on_delete=models.PROTECT, db_index=False, related_name="management_decisions"
    )
    on = models.DateField()
    occasion = models.CharField(max_length=20, choices=Occasion)
    decision = models.TextField()
    rationale = models.TextField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=now)
    xid = models.BigIntegerField(db_default=TransactionNumber(), editable=False)

    objects = DecisionQuerySet.as_manager()
    written_within = DECISION_WRITTEN_WITHIN

    class Meta:
        indexes = [models.Index(fields=["case", "-on", "-id"], name="decision_of_case")]
        constraints = [
            models.CheckConstraint(condition=~Q(decision="") & ~Q(rationale=""), name="decision_says_what_and_why")
        ]
        triggers = [AppendOnly()]

    def __str__(self) -> str:
        return f"{self.get_occasion_display()} {self.on}"

    @property
    def is_recorded_late(self) -> bool:
        return _is_late(self)


class Supervision(models.Model):
    """The part of a supervision that is about this case."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, db_index=False, related_name="supervisions")
    on = models.DateField()
    worker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    supervisor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    discussed = models.TextField()
    agreed = models.TextField()
    recorded_at = models.DateTimeField(default=now)
    xid = models.BigIntegerField(db_default=TransactionNumber(), editable=False)

    objects = SupervisionQuerySet.as_manager()
    written_within = SUPERVISION_WRITTEN_WITHIN

    class Meta:
        indexes = [models.Index(fields=["case", "-on", "-id"], name="supervision_of_case")]
        constraints = [
            models.CheckConstraint(condition=~Q(discussed="") & ~Q(agreed=""), name="supervision_says_what"),
            models.CheckConstraint(condition=~Q(worker=F("supervisor")), name="supervision_takes_two_people"),
        ]
        triggers = [AppendOnly()]

    def __str__(self) -> str:
        return f"Supervision {self.on}"

    @property
    def is_recorded_late(self) -> bool:
        return _is_late(self)


def _is_late(entry: "ManagementDecision | Supervision") -> bool:
    return working_days_after(entry.on, timezone.localdate(entry.recorded_at)) > entry.written_within


class OverseenHost(CaseHost, Protocol):
    """What this trait needs of the case."""

    management_decisions: Any
    supervisions: Any


class Overseen(models.Model):
    """The trait of a case that managers oversee it."""

    class Meta:
        abstract = True

    @transaction.atomic
    def record_decision(
        self: OverseenHost, *, by: User, on: date, occasion: str, decision: str, rationale: str
    ) -> "ManagementDecision":
        """Write down a decision of the manager `by`, also about a closed case. Raises NotYours, NotYet."""
        self.begin_change(by=by, right=Right.OVERSEE)
        obstacles = self.why_not_on(on)
        if not decision.strip() or not rationale.strip():
            obstacles.append("Say what was decided, and why.")
        if obstacles:
            raise NotYet(*obstacles)
        entry = self.management_decisions.create(
            on=on, occasion=occasion, decision=decision, rationale=rationale, decided_by=by
        )
        self.chronicle(
            Kind.OVERSIGHT,
            "A manager recorded a decision.",
            by=by,
            on=on,
            needs=Right.READ_OVERSIGHT,
            page="case_oversight",
            reference=self.reference,
        )
        return entry

    @transaction.atomic
    def record_supervision(
        self: OverseenHost, *, by: User, on: date, worker: User, discussed: str, agreed: str
    ) -> "Supervision":
        """Write down what `by` and `worker` said about this case. Raises NotYours, NotYet."""
        self.begin_change(by=by, right=Right.OVERSEE)
        obstacles = self.why_not_on(on)
        if worker.pk == by.pk:
            obstacles.append("Supervision takes two people.")
        if not discussed.strip() or not agreed.strip():
            obstacles.append("Say what was discussed, and what was agreed.")
        if obstacles:
            raise NotYet(*obstacles)
        entry = self.supervisions.create(on=on, worker=worker, supervisor=by, discussed=discussed, agreed=agreed)
        self.chronicle(
            Kind.OVERSIGHT,
            "The case was discussed in supervision.",
            by=by,
            on=on,
            needs=Right.READ_OVERSIGHT,
            page="case_oversight",
            reference=self.reference,
        )
        return entry

    def workers_to_supervise(self: OverseenHost) -> QuerySet[User]:
        """Whose supervision can be written down here: who works the case now, or did."""
        return User.objects.filter(allocations__case=self.pk, role="caseworker").distinct()


def supervision_due(cases: QuerySet[Any]) -> QuerySet[Any]:
    """Open, allocated cases among `cases`, each with `due_on`: so many days after it was last discussed in supervision,
    or after opening."""
    last = Supervision.objects.filter(case=models.OuterRef("pk")).order_by("-on").values("on")[:1]
    return (
        cases.filter(closed_on=None, allocations__part="lead", allocations__ended_on=None)
        .annotate(supervised_on=models.functions.Coalesce(models.Subquery(last), "opened_on"))
        .annotate(due_on=days_after("supervised_on", "supervision_days", path=""))
    )
