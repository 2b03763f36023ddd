"""For the worker; the timetable says how often beat asks. A task finds out itself what is due."""

import logging
from datetime import datetime
from time import monotonic
from typing import Any

from celery import shared_task
from celery.signals import heartbeat_sent
from django.conf import settings
from django.db import DatabaseError, connection

from emerald.reminders import health
from emerald.reminders.gathering import gather_and_send
from emerald.reminders.sync import sync_notices as sweep_now

log = logging.getLogger(__name__)
_noted: dict[str, float] = {}


@heartbeat_sent.connect
def note_life(**_: Any) -> None:
    """From the worker's own process, once a tick; the connection is not kept, lest a child inherit it."""
    if monotonic() - _noted.get("at", float("-inf")) < settings.REMINDER_TICK_SECONDS:
        return
    _noted["at"] = monotonic()
    try:
        health.note_worker_lives()
    except DatabaseError:
        log.warning("The worker could not write down that it is there.")
    finally:
        connection.close()


@shared_task(bind=True)
def sweep(self: Any) -> None:
    with ticking("sweep", self.request) as told:
        told["made"], told["ended"] = sweep_now()


@shared_task(bind=True)
def drain(self: Any) -> None:
    with ticking("drain", self.request) as told:
        told["mails"] = gather_and_send()


class ticking:
    """Writes down that the tick was taken, and that it was done: how long it took, and the figures put into the dict
    that it gives."""

    def __init__(self, name: str, request: Any) -> None:
        self.name, self.request = name, request

    def __enter__(self) -> dict[str, Any]:
        sent = (self.request.headers or {}).get("sent_at")
        health.note_taken(self.name, datetime.fromisoformat(sent) if sent else None)
        self.since = monotonic()
        self.told: dict[str, Any] = {}
        return self.told

    def __exit__(self, kind: type[BaseException] | None, *_: Any) -> None:
        if kind is None:
            health.note_done(self.name, monotonic() - self.since, **self.told)
