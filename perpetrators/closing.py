"""What the register asks before a case closes. Source: DESIGN.md section 5: every live measure that protects the child
was looked at."""

from datetime import timedelta

from django.db.models import Max
from django.utils import timezone

from cases.models import Case
from emerald.words import day_in_words
from perpetrators.models import Measure
from perpetrators.timescales import LOOKED_AT_WITHIN_DAYS


def live_measures_were_looked_at(case: Case) -> list[str]:
    """The measures stay when the case closes; somebody says of each, shortly before, that it still fits."""
    since = timezone.localdate() - timedelta(days=LOOKED_AT_WITHIN_DAYS)
    measures = Measure.objects.live().protecting(case.child).annotate(looked_at=Max("events__on")).order_by("pk")
    return [
        f"{measure.title} {measure.reference} protects the child"
        f"{' until ' + day_in_words(measure.ends_on) if measure.ends_on else ''} and stays when the case closes. It "
        f"was last looked at on {day_in_words(measure.looked_at)}: review it first."
        for measure in measures
        if measure.looked_at and measure.looked_at < since
    ]
