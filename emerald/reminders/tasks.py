"""For the worker; the timetable says how often beat asks. A task finds out itself what is due."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from time import monotonic
from typing import Any

from celery import shared_task
from celery.signals import heartbeat_sent
from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone

from emerald.reminders import beats, certificate, health
from emerald.reminders.gathering import gather_and_send
from emerald.reminders.keeping import keep_all
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
def check_due(self: Any) -> None:
    """Once a day, by its first tick: what is kept of what is due is compared with its sources, and mended."""
    with once_a_day("check_due", self.request) as told:
        if told is not None:
            found = keep_all()
            told["mended"] = found.number
            for sentence in found.sentences():
                log.error("What is due was not kept as it is. %s", sentence)


@shared_task(bind=True)
def drain(self: Any) -> None:
    with ticking("drain", self.request) as told:
        told["mails"] = gather_and_send()


@shared_task
def look_at_certificate() -> None:
    certificate.look()


@contextmanager
def once_a_day(name: str, request: Any) -> Iterator[dict[str, Any] | None]:
    """As `ticking` for the first tick of a day (Europe/London) that was done; None for those that follow it."""
    done = health.last_tick(name).done_at
    if done and timezone.localdate(done) == timezone.localdate():
        yield None
        return
    with ticking(name, request) as told:
        yield told


class ticking:
    """Writes down that the tick was taken, and that it was done: how long it took, and the figures put into the dict
    that it gives."""

    def __init__(self, name: str, request: Any) -> None:
        self.name, self.request = name, request

    def __enter__(self) -> dict[str, Any]:
        headers = self.request.headers or {}
        sent = headers.get("sent_at")
        health.note_taken(self.name, datetime.fromisoformat(sent) if sent else None)
        if sent and (sender := headers.get("sent_by")):
            beats.note(sender, sent)
        self.since = monotonic()
        self.told: dict[str, Any] = {}
        return self.told

    def __exit__(self, kind: type[BaseException] | None, *_: Any) -> None:
        if kind is None:
            health.note_done(self.name, monotonic() - self.since, **self.told)
