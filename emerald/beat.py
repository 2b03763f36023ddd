"""Beat's own reckoning of when a tick is next: the timetable, whatever is done to the machine's clock."""

import logging
from datetime import UTC, datetime
from typing import Any

from celery.beat import PersistentScheduler

log = logging.getLogger(__name__)


class Scheduler(PersistentScheduler):
    """Celery's waits, once a clock is set back, until it has come to where it stood: an hour without a tick, or a year
    where it had been a year ahead. This one begins every entry anew."""

    def tick(self, *given: Any, **named: Any) -> float:
        self.begin_anew_what_lies_ahead()
        return super().tick(*given, **named)

    def begin_anew_what_lies_ahead(self) -> None:
        now = datetime.now(UTC)
        ahead = [entry for entry in self.schedule.values() if entry.last_run_at.astimezone(UTC) > now]
        if not ahead:
            return
        log.warning("The clock of this machine was set back. Nothing is lost: what is due is asked for from now on.")
        for entry in ahead:
            entry.last_run_at = entry.default_now()
        self._heap = None  # it is made anew from the entries
