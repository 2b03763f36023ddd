"""What was typed about a case by somebody who may not open it any more: told to its managers, who give it out."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db.models import DateField, F, OuterRef, Subquery
from django.db.models.functions import Cast

from cases.due.sources import people_of_cases
from cases.models import Case
from emerald.accounts.models import User
from emerald.accounts.permissions import Right
from emerald.database.identity import acting_as_emerald
from emerald.drafts.models import Draft
from emerald.reminders.escalation import PRACTICE_MANAGERS, Audience, Stage, Step

GIVES_OUT = Right.ALLOCATE
GIVING_OUT = (*PRACTICE_MANAGERS[1:], Step(Stage.ON_THE_DAY, Audience.SERVICE_MANAGER, working_days=0))


def seen_by(user: User, references: Collection[str]) -> set[str]:
    return set(Case.objects.visible_to(user).filter(reference__in=references).values_list("reference", flat=True))


@acting_as_emerald("whom to ask")
def ask(reference: str) -> str:
    case = Case.objects.filter(reference=reference).first()
    return case.whom_to_ask() if case else "Ask a service manager."


def gives_out(user: User, reference: str) -> bool:
    return Case.objects.visible_to(user, GIVES_OUT).filter(reference=reference).exists()


@acting_as_emerald("whom to ask")
def belongs_to(reference: str, moment: datetime) -> str:
    """The child's episode that ran when it was typed: who works with the child again may write on a page of an earlier
    one, and that is not for the team of then to read."""
    then = Case.objects.filter(child__cases__reference=reference, created_at__lte=moment).order_by("episode").last()
    return then.reference if then else reference


def drafts() -> Any:
    case = Case.objects.filter(reference=OuterRef("reference")).values("pk")[:1]
    return (
        Draft.objects.to_give_out()
        .filter(reference__startswith="EM-")
        .annotate(case=Subquery(case), due_on=Cast("closed_at", DateField()))
        .filter(case__isnull=False)
        .values_list("pk", "case", F("reference"), "due_on")
    )


def people_of_drafts() -> Any:
    return people_of_cases(GIVES_OUT)
