"""Measures whose last day is over: ended set by set, however many there are, by the clock and before any step.

Until then they are read as expired already (`Measure.has_run_out`, `MeasureQuerySet.live`).
"""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models, transaction
from django.db.models import DateField, Exists, ExpressionWrapper, F, OuterRef, Value
from django.db.models.expressions import Combinable
from django.utils import timezone

from cases.models import Child
from cases.models.children.census import LegalBasis
from emerald.database.identity import acting_as_emerald
from emerald.words import day_in_words
from perpetrators.models.law.care import EMERGENCY_ORDER_REACHES, IN_CARE, POLICE_PROTECTION_REACHES
from perpetrators.models.law.catalogue.kinds import NOTICE
from perpetrators.models.measures.children import chronicle_on_cases
from perpetrators.models.measures.following import follow
from perpetrators.models.measures.host import OfMeasure
from perpetrators.models.measures.states import LIVE, State

if TYPE_CHECKING:
    pass

AT_A_TIME = 2_000


class Expiring(models.QuerySet[Any]):
    def run_out(self, today: date | None = None) -> Self:
        """Live by their state, but their last day is over."""
        return self.filter(state__in=LIVE, ends_on__lt=today or timezone.localdate())

    def without_care(self, today: date | None = None) -> Self:
        """Live notices under section 49 whose child is not in care, under an order or in police protection any more."""
        today = today or timezone.localdate()
        cared = Child.objects.filter(
            looked_after_periods__legal_basis__in=IN_CARE,
            pk=OuterRef("child"),
            looked_after_periods__started_on__lte=today,
        ).filter(
            models.Q(looked_after_periods__ended_on=None) | models.Q(looked_after_periods__ended_on__gt=today),
            # Nobody recorded the end of a police protection or an emergency order that is over by law.
            ~models.Q(looked_after_periods__legal_basis=LegalBasis.POLICE_PROTECTION)
            | models.Q(looked_after_periods__started_on__gte=today - POLICE_PROTECTION_REACHES),
            ~models.Q(looked_after_periods__legal_basis=LegalBasis.EMERGENCY_PROTECTION)
            | models.Q(looked_after_periods__started_on__gte=today - EMERGENCY_ORDER_REACHES),
        )
        rows = apps.get_model("perpetrators", "ProtectedChild").objects.filter(
            ~Exists(cared), measure=OuterRef("pk"), facts__basis="s49", notice_to__isnull=False
        )
        return self.filter(Exists(rows), kind=NOTICE, state__in=LIVE, started_on__lt=today)

    @acting_as_emerald("change the register")
    @transaction.atomic
    def expire_ended(self, today: date | None = None) -> int:
        """End those that ran out, with a line of history and of each protected child's chronology. Returns how many."""
        today = today or timezone.localdate()
        followed = follow(self.without_care(today))
        return followed + self._end(self.run_out(today), F("ends_on"))

    def _end(self, over: models.QuerySet[Any], last_day: Combinable) -> int:
        rows = list(over.order_by("pk").select_for_update(of=("self",), skip_locked=True, no_key=True)[:AT_A_TIME])
        if not rows:
            return 0
        before = {row.pk: row.state for row in rows}
        next_day = ExpressionWrapper(last_day + Value(1), output_field=DateField())
        mine = self.model.objects.filter(pk__in=before)
        mine.update(state=State.EXPIRED, version=F("version") + 1, ended_on=next_day)
        apps.get_model("perpetrators", "ProtectedChild").objects.filter(measure__in=before).update(notice_to=None)
        ended = list(mine.select_related("person", "place", "recorded_by"))
        told = [(row, _told(row), row.recorded_by, row.ended_on) for row in ended]
        event = apps.get_model("perpetrators", "MeasureEvent")
        event.objects.bulk_create(
            [
                event(
                    measure=row,
                    step="expired",
                    from_state=before[row.pk],
                    to_state=State.EXPIRED,
                    on=on,
                    sentence=said,
                    by=by,
                    version=row.version,
                )
                for row, said, by, on in told
            ]
        )
        chronicle_on_cases(told)
        return len(rows)


def _told(measure: OfMeasure) -> str:
    """Nobody's act: it is told in the name of whoever recorded the measure, and says that it came by itself."""
    last = day_in_words(measure.ended_on - timedelta(days=1))
    return f"Expired by itself: its last day was {last}."
