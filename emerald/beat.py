"""Beat's own reckoning of when a tick is next: the timetable, whatever is done to the machine's clock."""

import logging
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from celery.beat import PersistentScheduler

log = logging.getLogger(__name__)


class Scheduler(PersistentScheduler):
    """Celery's waits, once a clock is set back, until it has come to where it stood: an hour without a tick, or a year
    where it had been a year ahead. This one begins every entry anew. Its file may have been torn while it was written
    (a full disk, a machine that lost power): Celery's then stops at each start for most of what can be in it."""

    _store: Any

    def setup_schedule(self) -> None:
        try:
            super().setup_schedule()
            self.begin_anew_what_lies_ahead()  # reads every entry
        except Exception:  # noqa: BLE001  a torn file raises whatever its half happens to say
            log.warning(
                "The file of beat’s timetable was torn and is made anew. Nothing is lost: what is due is asked for."
            )
            self._throw_away()
            super().setup_schedule()

    def _destroy_open_corrupted_schedule(self, exc: Exception) -> Any:
        self._let_go()
        return super()._destroy_open_corrupted_schedule(exc)

    def _throw_away(self) -> None:
        self._let_go()
        self._remove_db()

    def _let_go(self) -> None:
        """Close the torn file; nothing of it is written back, also when nobody holds it any more."""
        store, self._store = self._store, None
        with suppress(Exception):
            store.cache.clear()
            store.close()

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
