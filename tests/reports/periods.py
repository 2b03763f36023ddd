"""Periods of a measure as rows to compare, and a risk order to have some."""

from datetime import timedelta

from django.utils import timezone

from perpetrators.models import Measure
from tests.factories.measures import RISK_ORDER, days_ago

DAY = timedelta(days=1)


def periods(measure):
    rows = measure.periods.order_by("first_day").values_list("interim", "first_day", "last_day", "served_on")
    return [tuple(row) for row in rows]


def made(rhys, man, **said):
    given = {"made_on": days_ago(20), "until_further_order": True, "facts": RISK_ORDER}
    if said.get("interim"):  # until a day
        given |= {"until_further_order": None, "ends_on": timezone.localdate() + 30 * DAY}
    return Measure.record_made(by=rhys, kind="sro", person=man, **given | said)
