"""The Celery application of worker and beat. A web request never talks to the broker, so no page imports this."""

import os
import secrets
import socket
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from celery import Celery
from celery.signals import before_task_publish, celeryd_init, heartbeat_sent, task_postrun, task_prerun

from emerald import env
from emerald.database.identity import begin, end
from emerald.database.process import Kind, this_is
from emerald.database.standing import SignedInAsOwner, refuse_to_start
from emerald.timetable import TIMETABLE

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "emerald.settings")

# Which beat sends a tick: the worker tells two of them by it.
SENDER = f"{socket.gethostname()} {secrets.token_hex(2)}"

app = Celery("emerald")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.update(
    beat_schedule=TIMETABLE,
    beat_scheduler="emerald.beat:Scheduler",
    timezone="Europe/London",
    # A task a killed worker held is done again; every task is safe to do twice.
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    worker_prefetch_multiplier=1,
    worker_cancel_long_running_tasks_on_connection_loss=True,
    worker_soft_shutdown_timeout=5,
    task_soft_time_limit=300,
    task_time_limit=330,
    # Nothing but JSON is read, and no result is kept: what a task did is in the database.
    task_serializer="json",
    accept_content=["json"],
    task_ignore_result=True,
    # The log's format is Django's: references, never names.
    worker_hijack_root_logger=False,
    broker_connection_retry_on_startup=True,
    broker_connection_max_retries=None,  # for as long as it takes: nobody has to start anything again
    broker_transport_options={
        # Without these a Redis that accepts and never answers holds the caller for ever.
        "socket_timeout": 5,
        "socket_connect_timeout": 2,
        # Longer than any task may take; then an unfinished one is given to another worker within seconds.
        "visibility_timeout": 600,
        "unacked_restore_interval": 10,
        "unacked_restore_throttle": 1,
    },
)
app.autodiscover_tasks()


@before_task_publish.connect
def carry_the_time(headers: dict[str, Any], **_: Any) -> None:
    """Each tick carries when it was sent and by which beat, so that the worker can write down when beat was last alive,
    and whether there are two."""
    headers["sent_at"], headers["sent_by"] = datetime.now(UTC).isoformat(), SENDER


@heartbeat_sent.connect
def show_that_the_worker_lives(**_: Any) -> None:
    """Touch the file the container's health check looks at: every few seconds, while the broker takes heartbeats.

    EMERALD_WORKER_ALIVE is its path; where nothing is said, nobody looks.
    """
    for path in env.words("EMERALD_WORKER_ALIVE"):
        Path(path).touch()


@celeryd_init.connect
def say_what_this_is(**_: Any) -> None:
    """Before the worker's children are forked. Raises SystemExit with the sentence where it may not start."""
    this_is(Kind.WORKER)
    try:
        refuse_to_start()
    except SignedInAsOwner as refused:
        raise SystemExit(str(refused)) from None  # anything milder is written to the log and goes on


@task_prerun.connect
def say_which_task(task: Any, **_: Any) -> None:
    """A task asks the database in its own name (`emerald.database.acts`)."""
    begin(f"task {task.name}")


@task_postrun.connect
def say_it_is_over(**_: Any) -> None:
    end()
