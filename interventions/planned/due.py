"""What planned sessions make due."""

from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import TruncDate

from cases.models.base.states import OPEN_STATES
from interventions.planned.models import PlannedSession


def planned_sessions() -> QuerySet[Any, Any]:
    """On the day a session is planned for; one that was not written up stays due."""
    waiting = PlannedSession.objects.waiting().filter(case__state__in=OPEN_STATES, case__child__died_on=None)
    return waiting.annotate(planned_on=TruncDate("planned_for")).values_list(
        "pk", "case_id", "case__reference", "planned_on"
    )
