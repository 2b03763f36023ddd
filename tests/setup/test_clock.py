"""`test --at MOMENT`: every process of the run has its clock at that moment and waits as long as ever."""

import subprocess
import sys
import time
from datetime import UTC, datetime

import pytest

from emerald.environment_setup import ROOT
from emerald.launcher import shifted_clock
from emerald.launcher.embedded import servers, servers_alone
from emerald.launcher.shared_server import alive

# Written where the run inside finds it. It asks each clock, and waits for what only a right clock ends.
INSIDE = """
import os, socket, subprocess, threading, time
from datetime import date, datetime, timedelta, timezone

import psycopg, pytest, redis
from urllib.parse import unquote

WANTED = datetime.fromisoformat({moment!r})
SOON = timedelta(minutes=5)


@pytest.fixture
def database():
    address = unquote(os.environ["DATABASE_URL"].split("@")[1])
    with psycopg.connect(host=address.rpartition("/")[0], user="postgres", dbname="postgres", autocommit=True) as it:
        yield it


def test_the_clock_of_python_is_moved():
    assert WANTED <= datetime.now(timezone.utc) < WANTED + SOON


def test_the_clock_of_another_program_is_moved():
    told = subprocess.run(["date", "+%s"], capture_output=True, text=True, check=True).stdout
    assert 0 <= int(told) - WANTED.timestamp() < SOON.total_seconds()


def test_the_clock_of_postgresql_is_moved(database):
    assert WANTED <= database.execute("SELECT clock_timestamp()").fetchone()[0] < WANTED + SOON


def test_the_clock_of_redis_is_moved():
    client = redis.Redis(unix_socket_path=unquote(os.environ["REDIS_URL"].partition("://")[2]))
    assert 0 <= client.time()[0] - WANTED.timestamp() < SOON.total_seconds()


@pytest.mark.parametrize("wait", [lambda: time.sleep(0.2), lambda: threading.Event().wait(0.2)])
def test_a_moved_clock_makes_no_wait_shorter(wait):
    began = time.monotonic()
    wait()
    assert time.monotonic() - began < 5


def test_the_database_stops_what_takes_too_long(database):
    database.execute("SET statement_timeout = 200")
    with pytest.raises(psycopg.OperationalError, match="timeout"):
        database.execute("SELECT pg_sleep(20)")


def test_the_database_does_not_wait_for_a_lock_for_ever(database):
    with psycopg.connect(host=database.info.host, user="postgres", dbname="postgres") as other:
        other.execute("SELECT pg_advisory_xact_lock(7)")
        database.execute("SET lock_timeout = 200")
        with pytest.raises(psycopg.OperationalError, match="lock timeout"):
            database.execute("SELECT pg_advisory_lock(7)")
"""


@pytest.mark.parametrize("moment", ["2028-02-29 12:00+00:00", "2019-12-25 23:59:30+00:00"])
def test_every_clock_of_a_run_stands_at_the_moment(moment, tmp_path, plain_environment):
    (tmp_path / "test_inside.py").write_text(INSIDE.format(moment=moment))
    ended = subprocess.run(
        [
            sys.executable,
            "-m",
            "emerald.launcher",
            "test",
            "--at",
            moment,
            "-q",
            "-c",
            "/dev/null",
            "-p",
            "no:django",
            "--rootdir",
            tmp_path,
            tmp_path,
        ],
        cwd=ROOT,
        env=plain_environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "Emerald: the clocks of this run began at " in ended.stdout


def test_servers_with_another_clock_are_not_taken_over(set_name):
    with servers(set_name) as left_behind:
        pids = [server.pid() for server in left_behind.running]
        with servers_alone(set_name, durable=False, take_over=False) as given:
            assert not {server.pid() for server in given.running} & set(pids)
            assert not any(map(alive, pids))


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("2028-02-29 12:00", datetime(2028, 2, 29, 12, tzinfo=UTC)),
        ("2026-12-31T23:59:30", datetime(2026, 12, 31, 23, 59, 30, tzinfo=UTC)),
        ("2027-07-01 09:00", datetime(2027, 7, 1, 8, tzinfo=UTC)),
        ("2027-10-31 01:30+00:00", datetime(2027, 10, 31, 1, 30, tzinfo=UTC)),
        ("2027-10-31 01:30+01:00", datetime(2027, 10, 31, 0, 30, tzinfo=UTC)),
    ],
)
def test_a_moment_is_read_on_the_clock_in_london(said, meant):
    assert shifted_clock.moment(said) == meant


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("", "is not a moment"),
        ("soon", "is not a moment"),
        ("2027-02-29 12:00", "is not a moment"),
        ("2027-03-28 01:30", "01:30 does not exist that night"),
        ("2027-10-31 01:30", "01:30 comes twice that night"),
    ],
)
def test_what_is_no_moment_or_two_is_refused_in_a_sentence(said, answer):
    with pytest.raises(RuntimeError, match=answer):
        shifted_clock.moment(said)


def test_the_moment_is_taken_out_and_the_rest_is_left_to_pytest():
    noon = datetime(2028, 2, 29, 12, tzinfo=UTC)
    assert shifted_clock.taken_out(["-q", "--at", "2028-02-29 12:00", "tests/rules"]) == (noon, ["-q", "tests/rules"])
    assert shifted_clock.taken_out(["--at=2028-02-29 12:00", "-x"]) == (noon, ["-x"])
    assert shifted_clock.taken_out(["tests/rules", "-k", "--attic"]) == (None, ["tests/rules", "-k", "--attic"])


def test_servers_of_ones_own_keep_their_clock_and_it_is_said(plain_environment):
    ended = subprocess.run(
        [sys.executable, "-m", "emerald.launcher", "test", "--at", "2028-02-29 12:00"],
        cwd=ROOT,
        env={**plain_environment, "DATABASE_URL": "postgres://somewhere/else"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 1
    assert "it cannot move those of DATABASE_URL or REDIS_URL" in ended.stderr


def test_without_a_compiler_it_says_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setattr(shifted_clock, "SOURCE", tmp_path / "clock.c")
    shifted_clock.SOURCE.write_text(f"/* never made before: {time.time()} */")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(RuntimeError, match="apt-get install gcc libc6-dev"):
        shifted_clock.move_clock(datetime(2028, 2, 29, tzinfo=UTC))
