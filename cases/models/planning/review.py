"""Reviews: one is always waiting for an open case, and the ones before stay as they were held, late or not at all.

When it must be held by follows from the day it counts from and from `Frequency`, and so moves at once when the level of
risk, the status or the frequency changes. What a held review was due by is written down with it.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any, Protocol, Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.functions import Coalesce, Least
from django.utils import timezone

from cases.models.base.host import CaseHost
from cases.models.chronology.entries import Kind
from cases.models.planning.frequency import Frequency, days_after
from cases.models.planning.plan import PlanAction, PlanActionQuerySet
from cases.models.planning.review_rules import why_not_held_on, why_not_next_on, why_not_planned_for, why_not_put_off
from cases.timescales import REVIEW_WRITTEN_WITHIN
from emerald.accounts.models import User
from emerald.accounts.permissions import Right
from emerald.audit.history import track_history
from emerald.clock import now
from emerald.guards import NotYet
from emerald.versioned import Versioned
from emerald.words import day_in_words
from emerald.working_days import working_days_after


class ReviewStatus(models.TextChoices):
    WAITING = "waiting", "To be held"
    HELD = "held", "Held"
    NOT_HELD = "not_held", "Not held"


class Outcome(models.TextChoices):
    CARRY_ON = "carry_on", "Support goes on as planned"
    MORE = "more", "More support is needed"
    LESS = "less", "Less support is needed"
    STRATEGY = "strategy", "A strategy discussion is asked for"
    CLOSE = "close", "Closing is to be proposed"


class ReviewQuerySet(models.QuerySet["Review"]):
    def waiting(self) -> Self:
        return self.filter(status=ReviewStatus.WAITING)

    def ended(self) -> Self:
        return self.exclude(status=ReviewStatus.WAITING)

    def newest_first(self) -> Self:
        return self.select_related("chaired_by", "recorded_by").order_by("-counted_from", "-pk")

    def of_key(self, pk: int) -> "Review | None":
        return self.select_related("chaired_by", "recorded_by", "case").filter(pk=pk).first()

    def due(self) -> Self:
        """The waiting ones of open cases, each with `latest_by`, the last day it may be held, and `due_on`: the day it
        was planned for, or `latest_by` where that comes first or no day was set."""
        return (
            self.waiting()
            .filter(case__closed_on=None)
            .annotate(latest_by=days_after("counted_from", "review_days"))
            .annotate(due_on=Least(Coalesce("planned_for", "latest_by"), "latest_by"))
        )


@track_history()
class Review(Versioned):
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, db_index=False, related_name="reviews")
    counted_from = models.DateField()  # the day of the review before, or of opening
    planned_for = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=10, choices=ReviewStatus, default=ReviewStatus.WAITING)
    was_due_on = models.DateField(null=True, blank=True)  # by the frequency of the day on which it ended
    held_on = models.DateField(null=True, blank=True)
    chaired_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    who_was_there = models.TextField(blank=True)
    childs_view = models.TextField("child's view", blank=True)
    carers_view = models.TextField("carers' view", blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    decisions = models.TextField(blank=True)
    why_not_held = models.TextField(blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    recorded_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(default=now)
    version = models.PositiveIntegerField(default=1, editable=False)

    latest_by: date  # these two of a review asked for with `due`
    due_on: date

    part_of, right_to_change = "case", Right.EDIT_PLAN
    called_here, save_again = "this review", ""

    objects = ReviewQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["case", "-counted_from", "-id"], name="review_of_case"),
            models.Index(fields=["planned_for"], condition=Q(status="waiting"), name="review_waiting"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(status="waiting"), name="one_review_waits"),
            models.CheckConstraint(
                name="review_held_says_what",
                condition=(
                    Q(
                        status="held",
                        held_on__isnull=False,
                        chaired_by__isnull=False,
                        was_due_on__isnull=False,
                        recorded_by__isnull=False,
                        recorded_at__isnull=False,
                        why_not_held="",
                    )
                    & ~Q(outcome="")
                    & ~Q(decisions="")
                    & ~Q(childs_view="")
                )
                | (~Q(status="held") & Q(held_on=None, chaired_by=None, outcome="", decisions="")),
            ),
            models.CheckConstraint(
                name="review_not_held_says_why",
                condition=(
                    Q(status="not_held", was_due_on__isnull=False, recorded_by__isnull=False, recorded_at__isnull=False)
                    & ~Q(why_not_held="")
                )
                | ~Q(status="not_held"),
            ),
            models.CheckConstraint(
                condition=Q(held_on=None) | Q(held_on__gte=F("counted_from")),
                name="review_is_not_before_it_counts_from",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_status_display()}, counted from {self.counted_from}"

    @property
    def is_waiting(self) -> bool:
        return self.status == ReviewStatus.WAITING

    @property
    def is_overdue(self) -> bool:
        """For a review asked for with `due`."""
        return self.is_waiting and self.due_on < timezone.localdate()

    @property
    def is_past_its_limit(self) -> bool:
        """For a review asked for with `due`: no day that could be set would be in time."""
        return self.is_waiting and self.latest_by < timezone.localdate()

    @property
    def was_late(self) -> bool:
        """Held after the day it was due by, or not held at all."""
        return not self.is_waiting and (not self.held_on or not self.was_due_on or self.held_on > self.was_due_on)

    @property
    def is_recorded_late(self) -> bool:
        """Written up later than the working days of `REVIEW_WRITTEN_WITHIN` after it was held."""
        return (
            self.held_on is not None
            and working_days_after(self.held_on, timezone.localdate(self.recorded_at)) > REVIEW_WRITTEN_WITHIN
        )

    @transaction.atomic
    def plan_for(self, day: date, *, by: User, version: int | None = None) -> Self:
        """Set the day it is to be held. Raises NotYours, NotYet, ChangedMeanwhile."""
        due = self._take_up(by, Right.EDIT_PLAN, version)
        if obstacles := why_not_planned_for(day, latest_by=due.latest_by):
            raise NotYet(*obstacles)
        self.planned_for = day
        self.save_next_version("planned_for")
        self.case.chronicle(
            Kind.REVIEW,
            f"Review planned for {day_in_words(day)}.",
            by=by,
            needs=Right.READ_PLAN,
            page="case_reviews",
            reference=self.case.reference,
        )
        return self

    @transaction.atomic
    def hold(
        self,
        *,
        by: User,
        held_on: date,
        chaired_by: User,
        outcome: str,
        decisions: str,
        childs_view: str,
        carers_view: str = "",
        who_was_there: str = "",
        next_on: date | None = None,
        actions: Iterable[tuple[PlanAction, dict[str, Any]]] = (),
        version: int | None = None,
    ) -> "Review":
        """Write down that it was held on `held_on` and what it decided; the next one waits from then on.

        `next_on`: the day of the next, which may be left open but not lie beyond the frequency. `actions`: pairs of an
        open PlanAction and {status, what_was_done} for those that the review resolved. Raises NotYours, NotYet,
        ChangedMeanwhile. Returns the next Review.
        """
        due = self._take_up(by, Right.HOLD_REVIEW, version)
        obstacles = why_not_held_on(self.case, held_on, counted_from=self.counted_from) or why_not_next_on(
            next_on, held_on, days=Frequency.objects.of_case(self.case).review_days
        )
        if not childs_view.strip():
            obstacles.append("Say what the child thinks, or why they could not be asked.")
        if obstacles:
            raise NotYet(*obstacles)
        self.held_on, self.chaired_by, self.outcome, self.decisions = held_on, chaired_by, outcome, decisions
        self.childs_view, self.carers_view, self.who_was_there = childs_view, carers_view, who_was_there
        self._end(ReviewStatus.HELD, by, due)
        for action, resolved in actions:
            action.resolve(by=by, on=held_on, **resolved)
        self.case.chronicle(
            Kind.REVIEW,
            f"Review held: {self.get_outcome_display().lower()}.",
            by=by,
            on=held_on,
            needs=Right.READ_PLAN,
            page="review",
            reference=self.case.reference,
            review=self.pk,
        )
        return self.case.reviews.create(counted_from=held_on, planned_for=next_on)

    @transaction.atomic
    def put_off(self, *, by: User, to: date, because: str, version: int | None = None) -> "Review":
        """It is not held on its day: it stays in sight as not held, and another waits, due as before.

        `to`: the new day. Raises NotYours, NotYet, ChangedMeanwhile. Returns the Review that waits now.
        """
        due = self._take_up(by, Right.EDIT_PLAN, version)
        if obstacles := why_not_put_off(to, because):
            raise NotYet(*obstacles)
        self.why_not_held = because
        self._end(ReviewStatus.NOT_HELD, by, due)
        self.case.chronicle(
            Kind.REVIEW,
            f"Review not held; put off to {day_in_words(to)}.",
            by=by,
            needs=Right.READ_PLAN,
            page="case_reviews",
            reference=self.case.reference,
        )
        return self.case.reviews.create(counted_from=self.counted_from, planned_for=to)

    def _take_up(self, by: User, right: Right, version: int | None) -> "Review":
        """Take hold; returns this review with its dates (see `due`)."""
        self.begin_change(by=by, right=right, version=version)
        return type(self).objects.due().get(pk=self.pk)

    def why_not_any_more(self) -> list[str]:
        if not self.case.is_open:
            return ["This case is closed: no more reviews are held."]
        return [] if self.is_waiting else [f"This review has ended already: {self.get_status_display().lower()}."]

    def _end(self, status: str, by: User, due: "Review") -> None:
        self.status, self.was_due_on, self.recorded_by, self.recorded_at = status, due.due_on, by, timezone.now()
        self.save_next_version()


class ReviewedHost(CaseHost, Protocol):
    """What this trait needs of the case."""

    risk_level: Any
    reviews: Any


class Reviewed(models.Model):
    """The trait of a case that it is reviewed."""

    class Meta:
        abstract = True

    @property
    def review_waiting(self: ReviewedHost) -> "Review | None":
        """The review that waits, with `latest_by` and `due_on`; None when the case is closed."""
        return self.reviews.due().first()

    @property
    def frequency(self: ReviewedHost) -> Frequency | None:
        """How often, for this case as it stands; None when it is closed."""
        return Frequency.objects.of_case(self) if self.is_open else None

    def begin_reviews(self: ReviewedHost) -> "Review":
        """Called once, when the case opens: from then on one review always waits."""
        return self.reviews.create(counted_from=self.opened_on)

    def end_reviews(self: ReviewedHost, *, by: User, because: str) -> None:
        """The case closes: the review that waits will not be held, and says why."""
        waiting = self.reviews.due().first()
        if waiting:
            waiting.why_not_held = because
            waiting._end(ReviewStatus.NOT_HELD, by, waiting)

    def open_actions(self: ReviewedHost) -> PlanActionQuerySet:
        return PlanAction.objects.waiting().filter(case=self.pk).by_due()
