"""Officers who wait to be joined to a child, told to the register of reminders.

A manager of the child's latest case decides: told on the morning it is there, to decide within `ADMIT_WITHIN` days. On
a restricted record nobody hears of it but those named who may allocate.
"""

from datetime import timedelta
from typing import Any

from django.db.models import DateField, ExpressionWrapper, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast, TruncDate

from cases.due.sources import people_of_cases
from cases.models import Case
from emerald.accounts.permissions import Right
from emerald.reminders.escalation import PRACTICE_MANAGERS, Audience, Stage, Step
from perpetrators.models import Admission
from perpetrators.timescales import ADMIT_WITHIN

DECIDING = (Step(Stage.BEFORE, Audience.PRACTICE_MANAGER, days=-ADMIT_WITHIN), *PRACTICE_MANAGERS[1:])


def waiting() -> QuerySet[Any, Any]:
    """Each on the latest case of its child, on which its managers decide."""
    day = ExpressionWrapper(TruncDate("asked_at") + Value(timedelta(ADMIT_WITHIN)), output_field=DateField())
    latest = Case.objects.filter(child=OuterRef("child")).order_by("-episode")
    return (
        Admission.objects.waiting()
        .annotate(
            of=Subquery(latest.values("pk")[:1]),
            reference=Subquery(latest.values("reference")[:1]),
            due_on=Cast(day, DateField()),
        )
        .values_list("pk", "of", "reference", "due_on")
    )


def people() -> QuerySet[Any, Any]:
    return people_of_cases(Right.ANSWER_FOR_CHILD)
