"""What of the register was known at the end of an earlier day, from the histories that the database keeps by itself.

What is known of an earlier day grows with time; what was known *on* it is over with it. So a number that was reported
can be proven later, whatever was put right since. Only a transaction that was under way at midnight may still add to
the day on which it began.
"""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import BigIntegerField, F, Min, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from emerald.clock import end_of
from emerald.database.identity import acting_as_emerald
from perpetrators.models import Measure, MeasurePeriod, PersonOfConcern
from perpetrators.models.measures.period import covering

# Their histories are read by a page, and so never go into the archive (`track_history`).
KNOWN_BY_HISTORY = (Measure, MeasurePeriod, PersonOfConcern)


@acting_as_emerald("count for the service")
def known_since() -> date | None:
    """The first day as which anything was known: of an earlier one it cannot be told what was. None for no measure."""
    first = _history(MeasurePeriod).aggregate(first=Min("pgh_created_at"))["first"]
    return timezone.localdate(first) if first else None


def as_known(model: Any, day: date) -> QuerySet[Any]:
    """The rows of `model`'s history that held at the end of `day`: for each record one at most."""
    history = _history(model)
    told = history.filter(pgh_created_at__lt=end_of(day))
    latest = told.order_by("pgh_obj_id", "-pgh_id").distinct("pgh_obj_id").values("pgh_id")
    return history.filter(pgh_id__in=latest).exclude(pgh_label="delete")


def _history(model: Any) -> Any:
    return model.pgh_event_model.objects


# Whether a period covers a day, and whether it did before: each version of it held against the one before.
_CHANGED = """
    SELECT DISTINCT (moment AT TIME ZONE %(zone)s)::date AS day, measure_id FROM (
        SELECT pgh_created_at AS moment, measure_id, covers,
               lag(covers, 1, false) OVER (PARTITION BY pgh_obj_id ORDER BY pgh_id) AS before
        FROM (SELECT *, pgh_label <> 'delete' AND first_day <= %(on)s AND coalesce(last_day >= %(on)s, true) AS covers
              FROM perpetrators_measureperiodhistory WHERE pgh_obj_id IN (
                  SELECT pgh_obj_id FROM perpetrators_measureperiodhistory WHERE pgh_created_at >= %(over)s)) version
    ) told
    WHERE covers <> before AND moment >= %(over)s
    UNION
    SELECT (pgh_created_at AT TIME ZONE %(zone)s)::date, NULL FROM perpetrators_personofconcernhistory
    WHERE merged_into_id IS NOT NULL AND pgh_created_at >= %(over)s"""


@acting_as_emerald("count for the service")
def changed_since(on: date) -> dict[date, list[int]]:
    """{day: keys of the measures of which it became known on that day, after `on` was over, that they stood on `on`, or
    that they did not}, the latest day first; a day on which records of people were merged stands with none."""
    found: dict[date, list[int]] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            f"{_CHANGED} ORDER BY day DESC, measure_id", {"on": on, "over": end_of(on), "zone": settings.TIME_ZONE}
        )
        for day, measure in cursor.fetchall():
            found.setdefault(day, []).extend([measure] if measure else [])
    return found


def measures_known(on: date, known_on: date) -> QuerySet[Any]:
    """The measures of which it was known on `known_on` that they stood on `on`, as they were known: rows of their
    history, with `whom` and `key` as `Disruption.measures` has them."""
    standing = as_known(MeasurePeriod, known_on).filter(covering(on)).order_by()
    merged = as_known(PersonOfConcern, known_on).filter(pgh_obj_id=OuterRef("person_id")).values("merged_into")
    return (
        as_known(Measure, known_on)
        .filter(pgh_obj_id__in=standing.values("measure_id"))
        .annotate(whom=Coalesce(Subquery(merged[:1]), "person_id", output_field=BigIntegerField()), key=F("pgh_obj_id"))
    )
