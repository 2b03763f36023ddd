"""For the worker; the timetable says how often beat asks. A task finds out itself what is due."""

import time
from datetime import datetime

from celery import shared_task

from emerald.reminders import outbox, pulse
from emerald.reminders.sweep import sweep as sweep_now


@shared_task(bind=True)
def sweep(self):
    with ticking("sweep", self.request) as told:
        told["made"], told["ended"] = sweep_now()


@shared_task(bind=True)
def drain(self):
    with ticking("drain", self.request) as told:
        told["mails"] = outbox.drain()


class ticking:
    """Writes down that the tick was taken, and that it was done: how long it took, and the figures put into the dict
    that it gives."""

    def __init__(self, name, request):
        self.name, self.request = name, request

    def __enter__(self):
        sent = (self.request.headers or {}).get("sent_at")
        pulse.note_taken(self.name, datetime.fromisoformat(sent) if sent else None)
        self.since, self.told = time.monotonic(), {}
        return self.told

    def __exit__(self, kind, *_):
        if kind is None:
            pulse.note_done(self.name, time.monotonic() - self.since, **self.told)
