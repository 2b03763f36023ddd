"""Whether reminders are running: when beat last sent a tick, when a worker last did its work, what is late.

Beat writes nothing; each tick carries the moment at which it was sent (emerald/celery.py), and the worker writes that
down. The worker also writes down that it is there, by its own clock. When the ticks stop arriving, a tick that waits in
Redis was sent by a beat that lives and taken by no worker; when none waits, beat has stopped, and the worker's own sign
of life tells whether it has stopped too.
"""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone

from emerald.lazy import lazy
from emerald.mail.providers import mail_is_set_up
from emerald.reminders import clock
from emerald.reminders.gathering import AT_WORK
from emerald.reminders.models import Tick
from emerald.reminders.timescales import LATE_AFTER

redis = lazy("redis")
backoff = lazy("redis.backoff")
retry = lazy("redis.retry")
REDIS_SECONDS = 0.5  # to connect, and again to answer: a page never waits longer than a second
QUEUE = "celery"  # Celery's name for it
OK, FAILING, NOT_KNOWN = "ok", "failing", "not known"
MISSED = 4  # ticks, signs of life, sweeps that may stay out before somebody is said to have stopped
WORKER = "worker"  # the row of the worker's own sign of life

OLDEST = f"""
SELECT min(since) FROM (
    SELECT min(mail_from) AS since FROM reminders_notice notice
    JOIN accounts_user reader ON reader.id = notice.recipient_id AND {AT_WORK}
    WHERE notice.mail_id IS NULL AND notice.ended_at IS NULL AND notice.mail_from <= %(now)s
    UNION ALL
    SELECT min(made_at) FROM reminders_mail WHERE state IN ('waiting', 'claimed')
) late
"""  # noqa: S608  our own names; values are parameters


def oldest_overdue() -> timedelta | None:
    """How long the oldest e-mail that should have gone by now has waited; None when none waits or none is sent here."""
    if not mail_is_set_up():
        return None
    now = timezone.now()
    with connection.cursor() as cursor:
        cursor.execute(OLDEST, {"now": now, "today": timezone.localdate(now)})
        [(oldest,)] = cursor.fetchall()
    return now - oldest if oldest else None


def deliveries_are_late() -> bool:
    oldest = oldest_overdue()
    return oldest is not None and oldest > LATE_AFTER


def last_tick(name: str = "drain") -> Tick:
    """The Tick row ("drain" or "sweep"); an empty one when there was none yet."""
    return Tick.objects.filter(pk=name).first() or Tick(name=name)


def note_taken(name: str, sent_at: datetime | None) -> None:
    """The worker has a tick in hand; `sent_at` is what the tick carried, or None."""
    now = timezone.now()
    Tick.objects.update_or_create(name=name, defaults={"taken_at": now} | ({"sent_at": sent_at} if sent_at else {}))


def note_done(name: str, seconds: float | None = None, **figures: Any) -> None:
    """It was done, took `seconds`, and did what the figures count."""
    Tick.objects.filter(name=name).update(done_at=timezone.now(), seconds=seconds, figures=figures)


def note_worker_lives() -> None:
    """A worker is there, whether or not anybody sends it ticks."""
    note_taken(WORKER, None)


def is_recent(moment: datetime | None, seconds: float) -> bool:
    """Not one that lies ahead either: the clock was set back since, and nothing was heard from then on."""
    return moment is not None and abs(timezone.now() - moment) <= timedelta(seconds=MISSED * seconds)


def sweeps_are_late() -> bool:
    """Whether sweeps are begun and none has ended well for too long."""
    tick = last_tick("sweep")
    return tick.taken_at is not None and not is_recent(tick.done_at or tick.taken_at, settings.REMINDER_SWEEP_SECONDS)


def waiting_ticks() -> int | None:
    """How many messages wait in Redis; None when Redis does not answer at once."""
    address = settings.CELERY_BROKER_URL.replace("redis+socket://", "unix://")
    client = redis.Redis.from_url(
        address,
        socket_timeout=REDIS_SECONDS,
        socket_connect_timeout=REDIS_SECONDS,
        retry=retry.Retry(backoff.NoBackoff(), 0),
    )
    try:
        with client:
            return client.llen(QUEUE)
    except redis.RedisError:
        return None


def states() -> dict[str, str]:
    """{part: OK, FAILING or NOT_KNOWN} for redis, worker, beat, reminders and clock. Without Redis, worker and beat
    cannot be told apart."""
    waiting = waiting_ticks()
    ticks = is_recent(last_tick().taken_at, settings.REMINDER_TICK_SECONDS)
    lives = is_recent(last_tick(WORKER).taken_at, settings.REMINDER_TICK_SECONDS)
    if waiting is None:
        found = {"redis": FAILING, "worker": NOT_KNOWN, "beat": NOT_KNOWN}
    else:
        found = {
            "redis": OK,
            "worker": OK if ticks or (lives and not waiting) else FAILING,
            "beat": OK if ticks or waiting else FAILING,
        }
    return found | {
        "reminders": FAILING if deliveries_are_late() or sweeps_are_late() else OK,
        "clock": FAILING if clock.trouble() else OK,
    }
