"""The health page against real processes: which of worker and beat is there."""

from contextlib import suppress

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


def test_the_file_that_the_container_looks_at_is_touched_only_while_the_broker_takes_heartbeats(
    processes, redis_server, tmp_path
):
    alive = tmp_path / "worker-alive"
    run = processes(EMERALD_WORKER_ALIVE=str(alive))
    run.worker()
    wait_until(alive.exists, seconds=40, processes=run)

    def is_touched(seconds):
        alive.unlink(missing_ok=True)
        with suppress(AssertionError):
            wait_until(alive.exists, seconds=seconds, processes=run)
        return alive.exists()

    assert is_touched(40)
    redis_server.kill_and_forget()
    assert not all(is_touched(4) for _ in range(5))  # the first may be the last that the broker took
