"""The worker's settings and the timetable."""

from datetime import timedelta

import pytest

from emerald.beat import Scheduler
from emerald.celery import app
from emerald.timetable import TIMETABLE


@pytest.mark.parametrize("name", TIMETABLE)
def test_every_row_of_the_timetable_names_a_task_that_exists(name):
    app.loader.import_default_modules()
    assert TIMETABLE[name]["task"] in app.tasks


@pytest.mark.parametrize("name", TIMETABLE)
def test_every_row_is_a_number_of_seconds_and_expires_before_the_next(name):
    """A crontab would fall silent for the hour that October repeats; a tick that waits longer has a successor."""
    row = TIMETABLE[name]
    assert isinstance(row["schedule"], float)
    assert 0 < row["options"]["expires"] < row["schedule"]


def test_the_access_log_is_sealed_every_minute():
    rows = [row for row in TIMETABLE.values() if row["task"] == "emerald.audit.tasks.seal"]
    assert [row["schedule"] for row in rows] == [60.0]


def test_beat_goes_by_the_timetable():
    assert app.conf.beat_schedule == TIMETABLE


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("task_acks_late", True),  # a killed worker's task is done again
        ("task_reject_on_worker_lost", True),
        ("worker_prefetch_multiplier", 1),  # none waits behind a long one
        ("accept_content", ["json"]),  # nothing that could run code when it is read
        ("task_serializer", "json"),
        ("task_ignore_result", True),
    ],
)
def test_a_lost_worker_loses_no_task(setting, value):
    assert app.conf[setting] == value


def test_a_broker_that_never_answers_holds_nobody_for_long():
    options = app.conf.broker_transport_options
    assert options["socket_timeout"] <= 5
    assert options["socket_connect_timeout"] <= 5


def test_a_broker_that_is_away_for_longer_is_waited_for():
    assert app.conf.broker_connection_max_retries is None


def test_beat_whose_clock_was_set_back_asks_for_everything_from_now_on(tmp_path):
    """In its file, too, are moments that are to come again."""
    beat = Scheduler(app, schedule_filename=str(tmp_path / "beat"))
    tomorrow = app.now() + timedelta(days=1)
    for entry in beat.schedule.values():
        entry.last_run_at = tomorrow
    beat.begin_anew_what_lies_ahead()
    beat.populate_heap()
    assert {event.entry.name for event in beat._heap} >= set(TIMETABLE)
    for name, row in TIMETABLE.items():
        assert beat.is_due(beat.schedule[name]).next <= row["schedule"]


def torn(whole):
    """What may be left of a file that was being written, and what may stand in its place."""
    half = whole[: len(whole) // 2]
    yield from (whole[: len(whole) * part // 12] for part in range(12))
    yield from (half + bytes(len(whole) - len(half)), b"\0" * 4096, b"'tz', (0, 5)\n", b"x" * 99)


def test_a_torn_file_of_the_timetable_is_made_anew(tmp_path):
    beat = Scheduler(app, schedule_filename=str(tmp_path / "beat"))
    beat.setup_schedule()
    beat.close()
    whole = {path: path.read_bytes() for path in tmp_path.iterdir()}
    assert whole
    for path, content in whole.items():
        for left in torn(content):
            for each, as_it_was in whole.items():
                each.write_bytes(as_it_was)
            path.write_bytes(left)
            beat = Scheduler(app, schedule_filename=str(tmp_path / "beat"))
            beat.setup_schedule()
            assert set(beat.schedule) >= set(TIMETABLE), (path.name, left[:40])
            beat.tick()
            beat.close()


def test_no_task_is_given_to_a_second_worker_while_it_may_still_run():
    assert app.conf.broker_transport_options["visibility_timeout"] > app.conf.task_time_limit
