"""The plan of a case: what it is to achieve, what the child and their carers think of it, and what is done by whom."""

from datetime import date
from typing import Any, Protocol, Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from cases.models.base.host import CaseHost
from cases.models.chronology.entries import Kind
from cases.models.planning.action import Action, ActionQuerySet, ActionStatus, action_constraints, why_not_to_do
from emerald.accounts.models import User
from emerald.accounts.permissions import Right
from emerald.audit.history import track_history
from emerald.clock import now
from emerald.guards import NotYet
from emerald.versioned import Versioned

CLOSED = "This case is closed: its plan stays as it was."


class Strand(models.TextChoices):
    """DOMAIN.md section 1: every activity carries one of the three strands."""

    PREVENT = "prevent", "Prevent"
    PROTECT = "protect", "Protect"
    PURSUE = "pursue", "Pursue"


@track_history()
class Plan(Versioned):
    """What a case's support is to achieve. One plan a case; each change keeps the words before."""

    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, related_name="plan")
    aims = models.TextField()
    childs_view = models.TextField("child's view")
    carers_view = models.TextField("carers' view")
    contingency = models.TextField(blank=True)
    made_on = models.DateField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(default=now)
    version = models.PositiveIntegerField(default=1, editable=False)

    part_of, right_to_change, called_here = "case", Right.EDIT_PLAN, "the plan"

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(aims="") & ~Q(childs_view="") & ~Q(carers_view=""), name="plan_says_aims_and_views"
            )
        ]

    def __str__(self) -> str:
        return f"Plan of {self.made_on}"


class PlanActionQuerySet(ActionQuerySet):
    def of_key(self, pk: int) -> "PlanAction | None":
        return self.select_related("owner", "case").filter(pk=pk).first()

    def due(self) -> Self:
        """The open actions of open cases; each is due on its `due_on`."""
        return self.waiting().filter(case__closed_on=None)


@track_history()
class PlanAction(Action):
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, db_index=False, related_name="plan_actions")
    strand = models.CharField(max_length=10, choices=Strand)

    part_of, right_to_change = "case", Right.EDIT_PLAN

    objects = PlanActionQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["case", "due_on"], name="plan_action_of_case"),
            models.Index(fields=["due_on", "id"], condition=Q(status="open"), name="plan_action_waiting"),
        ]
        constraints = action_constraints("plan_action")

    def __str__(self) -> str:
        return f"{self.get_strand_display()} by {self.due_on}"

    @property
    def began(self) -> tuple[date, str]:
        return self.case.opened_on, "the case opened"

    def why_not_any_more(self) -> list[str]:
        return ([] if self.case.is_open else [CLOSED]) + super().why_not_any_more()

    def why_not_so(self, **facts: Any) -> list[str]:
        return why_not_action(self.case, **facts)

    def chronicle_resolution(self, by: User) -> None:
        became = "done" if self.status == ActionStatus.DONE else "found no longer needed"
        self.case.chronicle(
            Kind.PLAN,
            f"An action of the plan ({self.get_strand_display()}) was {became}.",
            by=by,
            on=self.resolved_on,
            needs=Right.READ_PLAN,
            page="case_plan",
            reference=self.case.reference,
        )


def why_not_action(
    case: CaseHost,
    *,
    text: str = "",
    owner: User | None = None,
    owner_elsewhere: str = "",
    due_on: date | None = None,
    **_: Any,
) -> list[str]:
    sentences = why_not_to_do(text=text, owner=owner, owner_elsewhere=owner_elsewhere, due_on=due_on)
    if owner and not User.objects.may_enter().filter(pk=owner.pk).exists():
        sentences.append(f"{owner.name} can no longer sign in. Choose somebody else.")
    return sentences + case.why_before_opening(due_on)


class PlannedHost(CaseHost, Protocol):
    """What this trait needs of the case, and what it has of its own."""

    plan_actions: Any

    @property
    def current_plan(self) -> "Plan | None": ...


class Planned(models.Model):
    """The trait of a case that it has a plan."""

    class Meta:
        abstract = True

    @property
    def current_plan(self: PlannedHost) -> "Plan | None":
        return Plan.objects.select_related("changed_by").filter(case=self.pk).first()

    @transaction.atomic
    def write_plan(
        self: PlannedHost,
        *,
        by: User,
        aims: str,
        childs_view: str,
        carers_view: str,
        contingency: str = "",
        version: int | None = None,
    ) -> "Plan":
        """Make the plan, or change it: `version` is the plan's (0: there was none) when the page was made.

        Raises NotYours, NotYet, ChangedMeanwhile. Returns the Plan.
        """
        self.begin_change(by=by, right=Right.EDIT_PLAN)
        if not self.is_open:
            raise NotYet(CLOSED)
        plan = self.current_plan or Plan(case=self, made_on=timezone.localdate(), version=0)  # type: ignore[misc]  # a trait is a case
        plan.check_version(version)
        told = "The plan was made." if plan.version == 0 else "The plan was changed."
        plan.aims, plan.childs_view, plan.carers_view, plan.contingency = aims, childs_view, carers_view, contingency
        plan.changed_by, plan.changed_at = by, timezone.now()
        plan.save_next_version()
        self.chronicle(Kind.PLAN, told, by=by, needs=Right.READ_PLAN, page="case_plan", reference=self.reference)
        return plan

    @transaction.atomic
    def add_action(
        self: PlannedHost,
        *,
        by: User,
        strand: str,
        text: str,
        due_on: date,
        owner: User | None = None,
        owner_elsewhere: str = "",
    ) -> "PlanAction":
        """Put an action on the plan. Raises NotYours, NotYet. Returns the PlanAction."""
        self.begin_change(by=by, right=Right.EDIT_PLAN)
        obstacles = [] if self.is_open else [CLOSED]
        obstacles += why_not_action(self, text=text, owner=owner, owner_elsewhere=owner_elsewhere, due_on=due_on)
        if not obstacles and due_on < timezone.localdate():
            obstacles = ["An action is for today or later. If it was done already, record what was done as an event."]
        if obstacles:
            raise NotYet(*obstacles)
        return self.plan_actions.create(
            strand=strand, text=text, due_on=due_on, owner=owner, owner_elsewhere=owner_elsewhere, added_by=by
        )
