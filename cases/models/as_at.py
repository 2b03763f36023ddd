"""What a case was on a day, and what was known of it: expressions for a queryset of cases. Days are dates in London.

`known_on` tells what was known at the end of that day, which changes no more once it is over; None: what is known now.
"""

from datetime import date
from typing import Any

from django.db.models import OuterRef, Subquery

from cases.models.lifecycle import StateChange
from emerald.clock import end_of


def changes_known(known_on: date | None) -> Any:
    """The moves of the case that were recorded by the end of `known_on`."""
    changes = StateChange.objects.filter(case=OuterRef("pk"))
    return changes if known_on is None else changes.filter(at__lt=end_of(known_on))


def state_on(day: date, known_on: date | None = None) -> Subquery:
    """The status that had taken effect by the end of `day`."""
    changes = changes_known(known_on).filter(effective_on__lte=day)
    return Subquery(changes.order_by("-effective_on", "-pk").values("to_state")[:1])


def lead_among(leads: Any) -> Subquery:
    """Of these allocations the user who became the case's lead worker last."""
    return Subquery(leads.filter(case=OuterRef("pk")).order_by("-started_on", "-pk").values("user")[:1])
