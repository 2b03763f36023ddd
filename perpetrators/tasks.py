import logging
from typing import Any

from celery import shared_task

from emerald.reminders.tasks import once_a_day
from perpetrators.models import Measure
from perpetrators.models.measures.following import follow, those_to_follow
from perpetrators.models.measures.period import mend_periods

log = logging.getLogger(__name__)


@shared_task
def expire_measures() -> None:
    """End the measures whose last day is over, and the notices whose child left care. Safe to run twice."""
    while Measure.objects.expire_ended():
        pass


@shared_task(bind=True)
def check_days(self: Any) -> None:
    """Once a day, by its first tick: measures are compared with the children they rest on, and the days on which they
    stood with the measures, and mended."""
    with once_a_day("check_days", self.request) as told:
        if told is not None:
            told["followed"] = follow(those_to_follow())
            told["mended"] = mend_periods()
            if told["followed"]:
                log.error("%s measures were not as the children they rest on. They are now.", told["followed"])
            if told["mended"]:
                log.error("The days of %s measures were not as the measures say. They are now.", told["mended"])
