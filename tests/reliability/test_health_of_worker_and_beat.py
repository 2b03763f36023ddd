"""The health page against real processes: which of worker and beat is there."""

import pytest
from django.urls import reverse

from tests.reliability.processes import wait_until


@pytest.fixture
def says(settings, client, redis_server, processes):
    """`says(run, worker="ok", beat="failing")`: waits until the page does."""
    settings.REMINDER_TICK_SECONDS, settings.CELERY_BROKER_URL = 1, redis_server.url

    def wait(run, **expected):
        def so():
            parts = dict(line.split(": ") for line in client.get(reverse("ready")).text.splitlines())
            return parts.items() >= expected.items()

        wait_until(so, seconds=40, processes=run)

    return wait


def test_a_worker_without_beat_and_a_beat_without_worker_are_told_apart(processes, says):
    run = processes()
    says(run, redis="ok", worker="failing", beat="failing")
    worker = run.worker()
    says(run, worker="ok", beat="failing")
    run.kill(worker)
    says(run, worker="failing", beat="failing")
    run.beat()
    says(run, worker="failing", beat="ok")
    run.worker()
    says(run, worker="ok", beat="ok")
