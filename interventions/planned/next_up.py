"""The sessions planned, told to the case page."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from cases.models import Case
from cases.registries.next_up import Next
from emerald.words import moment
from interventions.planned.models import PlannedSession


def plans(case: Case) -> QuerySet[PlannedSession, tuple[int, str, datetime]]:
    return case.planned_sessions.waiting().order_by().values_list("pk", "work", "planned_for")


def describe_plans(case: Case, rows: Iterable[Any]) -> list[Next]:
    """The rows name the few that wait; what is said of each is its own."""
    if not rows:
        return []
    return [
        Next(
            f"{'Not written up yet' if plan.is_not_written_up else 'Session planned'}: "
            f"{plan.get_work_display().lower()}, {moment(plan.planned_for)}",
            plan.day,
            "planned_session",
            {"reference": case.reference, "planned": plan.pk},
        )
        for plan in PlannedSession.objects.waiting().filter(case=case).first_planned_first()
    ]
