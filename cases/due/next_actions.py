"""What the plan, reviews and oversight tell the case: what is next on it, and what must be done before it closes."""

from collections.abc import Iterable
from typing import Any

from django.db.models import F, QuerySet, Value
from django.db.models.functions import Coalesce, Concat
from django.utils import timezone

from cases.models import Case
from cases.models.planning.plan_due import plan_due_on
from cases.registries.next_up import Next
from emerald.words import day_in_words


def actions(case: Case) -> QuerySet[Any, Any]:
    whose = Coalesce(F("owner__name"), "owner_elsewhere")
    return (
        case.plan_actions.waiting()
        .annotate(said=Concat("text", Value(" ("), whose, Value(")")))
        .values_list("pk", "said", "due_on")
    )


def describe_actions(case: Case, rows: Iterable[Any]) -> list[Next]:
    return [Next(said, day, "case_plan", {"reference": case.reference}) for _, said, day in rows]


def review(case: Case) -> QuerySet[Any, Any]:
    return (
        case.reviews.due()
        .filter(case__child__died_on=None)
        .annotate(said=Value("Review"))
        .values_list("pk", "said", "due_on")
    )


def describe_review(case: Case, rows: Iterable[Any]) -> list[Next]:
    return [Next(said, day, "case_reviews", {"reference": case.reference}) for _, said, day in rows]


def missing_plan(case: Case) -> QuerySet[Any, Any]:
    return (
        Case.objects.open()
        .of_living_children()
        .filter(pk=case.pk, plan=None)
        .annotate(said=Value("Make the plan"))
        .values_list("pk", "said", "opened_on")
    )


def describe_plan(case: Case, rows: Iterable[Any]) -> list[Next]:
    return [Next(said, plan_due_on(case), "case_plan", {"reference": case.reference}) for _, said, _ in rows]


def actions_are_resolved(case: Case) -> list[str]:
    """DOMAIN.md section 2.1: open actions = 0."""
    waiting = len(case.open_actions())
    if not waiting:
        return []
    return [f"{waiting} action{'s' if waiting > 1 else ''} of the plan still to be done or found no longer needed."]


def no_review_is_overdue(case: Case) -> list[str]:
    """DESIGN.md section 5: no open review. One that lies ahead ends with the case; an overdue one is held first."""
    review = case.review_waiting
    if case.child.died_on or review is None or review.due_on is None or review.due_on >= timezone.localdate():
        return []
    return [
        f"A review was due on {day_in_words(review.due_on)} and was not held. Hold it, or put it off with a reason."
    ]


def closing_after_death(case: Case) -> QuerySet[Any, Any]:
    """An open case of a child who died, until somebody proposes that it closes."""
    died = Case.objects.open().filter(pk=case.pk, child__died_on__isnull=False).exclude(closures__outcome="waiting")
    return died.annotate(said=Value("Propose closing: the child died")).values_list("pk", "said", "child__died_on")


def describe_closing(case: Case, rows: Iterable[Any]) -> list[Next]:
    return [Next(said, day, "propose_closure", {"reference": case.reference}) for _, said, day in rows]
