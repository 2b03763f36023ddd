"""The lists police liaison opens every day: which measures stand in each, and in what order.

A measure whose last day is past stands among those that are over from the next morning on, also before the daily task
has written so.
"""

from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet, TextChoices, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from perpetrators.models.law.catalogue.kinds import KINDS
from perpetrators.models.measures.queries import begun
from perpetrators.models.measures.states import LIVE, OVER, PENDING, State
from perpetrators.timescales import EXPIRING_WITHIN, UNSERVED_AFTER

BINDS_WITHOUT_SERVICE = sorted(key for key, kind in KINDS.items() if not kind.needs_service)


class Which(TextChoices):
    """`order`: columns that no row of the list lacks, the last of them unique."""

    IN_FORCE = "in_force", "In force"
    AHEAD = "ahead", "Made, and beginning later"
    EXPIRING = "expiring", f"Ending within {EXPIRING_WITHIN} days"
    UNSERVED = "unserved", f"Not served {UNSERVED_AFTER} days after being made"
    BREACHED = "breached", "Breached"
    PENDING = "pending", "Considered or applied for"
    OVER = "over", "Over"
    MISTAKEN = "mistaken", "Recorded by mistake"
    EVERY = "every", "Every measure"

    @property
    def order(self) -> tuple[str, ...]:
        return ORDERS.get(self, ("-pk",))

    @property
    def condition(self) -> Q:
        return _conditions(timezone.localdate())[self]

    def among(self, measures: QuerySet[Any]) -> QuerySet[Any]:
        return measures.filter(self.condition)


ORDERS = {
    Which.IN_FORCE: ("-started_on", "-pk"),
    Which.AHEAD: ("started_on", "pk"),
    Which.EXPIRING: ("ends_on", "pk"),
    Which.UNSERVED: ("started_on", "pk"),
    Which.BREACHED: ("-started_on", "-pk"),
}


def _conditions(today: date) -> dict["Which", Q]:
    live = Q(state__in=LIVE) & (Q(ends_on=None) | Q(ends_on__gte=today))
    return {
        Which.IN_FORCE: live & begun(today),
        Which.AHEAD: live & ~begun(today),
        Which.EXPIRING: live & Q(ends_on__lte=today + timedelta(EXPIRING_WITHIN)),
        Which.UNSERVED: live & unserved_since(today - timedelta(UNSERVED_AFTER)),
        Which.BREACHED: live & Q(state=State.BREACHED),
        Which.PENDING: Q(state__in=PENDING),
        Which.OVER: Q(state__in=OVER) | Q(state__in=LIVE, ends_on__lt=today),
        Which.MISTAKEN: Q(state=State.MISTAKEN),
        Which.EVERY: Q(),
    }


def unserved_since(day: date) -> Q:
    """Made by `day`, not served, and of a kind that binds only once served."""
    made = Q(made_on__lte=day) | Q(made_on=None, started_on__lte=day)
    return Q(served_on=None) & made & binding_once_served()


def binding_once_served() -> Q:
    return ~Q(kind__in=BINDS_WITHOUT_SERVICE)


def made_day() -> Coalesce:
    """The day from which the days without service count."""
    return Coalesce("made_on", "started_on")


def how_many(measures: QuerySet[Any]) -> dict["Which", int]:
    """{Which: number of `measures` in it}: of those that are live by an index of them alone, of the others by their
    state. Two queries."""
    conditions = {which: one for which, one in _conditions(timezone.localdate()).items() if one}
    counts = {which.value: Count(Value(1), filter=condition) for which, condition in conditions.items()}
    live = measures.order_by().filter(state__in=LIVE).aggregate(**counts)
    others = (
        measures.order_by()
        .filter(state__in=(*PENDING, *OVER, State.MISTAKEN))
        .values("state")
        .annotate(number=Count("*"))
    )
    by_state = dict(others.values_list("state", "number"))
    numbers = {which: live[which.value] for which in conditions}
    numbers[Which.PENDING] += sum(by_state.get(state, 0) for state in PENDING)
    numbers[Which.OVER] += sum(by_state.get(state, 0) for state in OVER)
    numbers[Which.MISTAKEN] += by_state.get(State.MISTAKEN, 0)
    return numbers
