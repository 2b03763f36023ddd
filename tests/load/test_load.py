"""A council at work for a while, through the real stack: nothing fails, nothing that was acknowledged is lost, and
rights and seals are clean afterwards. See `tests/load/conftest.py` for how it is asked."""

import csv
import json
import os
import subprocess
import time
from io import StringIO
from itertools import chain

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from cases.models import Allocation, ChronologyEntry, ManagementDecision
from emerald.audit.seal import seal_new_rows
from emerald.audit.verify import verify
from emerald.environment_setup import ROOT, VENV
from emerald.launcher.patience import wait_until
from emerald.launcher.run import answers
from tests.load.council import described, make_council
from tests.production.processes import running
from tests.reliability.processes import environment

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(0)]  # as long as it was asked for
KEPT_IN = {
    "record_event": (ChronologyEntry, "sentence__contains"),
    "record_decision": (ManagementDecision, "decision__contains"),
    "allocate": (Allocation, "because"),
}
MOST_AT_ONCE = 0.3  # of the people come in each second
DEADLOCKS = "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"
SHOWN = ("Name", "Request Count", "Failure Count", "50%", "95%", "99%")


class NoServer:
    """Of what a web process is given besides: no page waits for it."""

    url, port = "redis://127.0.0.1:1/0", 1

    class http:
        server_port = 1


@pytest.fixture
def emerald(tmp_path, free_port):
    """The web process, as `run` starts it, on the test's database. Yields its address."""
    command = [VENV / "bin" / "gunicorn", "emerald.wsgi:application", "--bind", f"127.0.0.1:{free_port}"]
    command += ["--worker-class", "emerald.web_server.WholeRequests", "--workers", "2", "--threads", "4", "--preload"]
    given = environment(redis=NoServer, mail=NoServer, FILES_ROOT=str(tmp_path / "files"))
    with running(tmp_path, "web", [*map(str, command), "--no-control-socket"], given) as alive:
        wait_until(lambda: answers(free_port), "starting the web process", log=tmp_path / "web.log", alive=alive)
        yield f"http://127.0.0.1:{free_port}"


def deadlocks():
    with connection.cursor() as cursor:
        cursor.execute(DEADLOCKS)
        return cursor.fetchone()[0]


def at_work(folder, address, people, users, seconds):
    """People at work for so long. Returns (what locust counted of each page, the writes that were acknowledged)."""
    (folder / "people.json").write_text(json.dumps(people))
    acknowledged = folder / "acknowledged.jsonl"
    acknowledged.touch()
    said = {
        "--locustfile": ROOT / "tests/load/people_at_work.py",
        "--host": address,
        "--users": users,
        "--spawn-rate": max(1, users * MOST_AT_ONCE),
        "--run-time": f"{seconds}s",
        "--csv": folder / "load",
        "--exit-code-on-error": 0,
    }
    done = subprocess.run(
        [VENV / "bin" / "locust", "--headless", "--only-summary", *map(str, chain.from_iterable(said.items()))],
        cwd=ROOT,
        env=os.environ
        | {
            "PYTHONPATH": str(ROOT),
            "LOAD_PEOPLE": str(folder / "people.json"),
            "LOAD_ACKNOWLEDGED": str(acknowledged),
            "LOAD_COOKIE": settings.SESSION_COOKIE_NAME,
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    pages = list(csv.DictReader((folder / "load_stats.csv").open()))
    return pages, [json.loads(line) for line in acknowledged.read_text().splitlines()]


def lost(writes):
    """Those of the acknowledged writes of which there is no row."""
    return [
        one
        for one in writes
        if not KEPT_IN[one["kind"]][0].objects.filter(**{KEPT_IN[one["kind"]][1]: one["token"]}).exists()
    ]


def test_a_council_at_work_loses_nothing_and_nobody_meets_an_error(
    users, seconds, emerald, signed_in, tmp_path, settings
):
    settings.AUDIT_SEAL_FILE = tmp_path / "seals.jsonl"
    people = described(make_council(users), signed_in, settings.SESSION_COOKIE_NAME)
    assert len({one["role"] for one in people if one["reads"]}) > 8, "every role reads"
    before, began = deadlocks(), time.monotonic()
    pages, writes = at_work(tmp_path, emerald, people, users, seconds)
    lasted = time.monotonic() - began
    for page in pages:
        print(*(f"{page[column]:>{28 if column == 'Name' else 14}}" for column in SHOWN))
    whole = next(page for page in pages if page["Name"] == "Aggregated")
    print(f"{users} people, {lasted:.0f} s, {whole['Request Count']} requests, {len(writes)} writes kept")
    assert (tmp_path / "load_failures.csv").read_text().count("\n") <= 1, (tmp_path / "load_failures.csv").read_text()
    assert {one["kind"] for one in writes} <= KEPT_IN.keys()
    assert writes, "nobody wrote anything"
    assert lost(writes) == []
    assert deadlocks() == before
    call_command("rebuild_access", "--check", stdout=StringIO())
    seal_new_rows()
    found = verify()
    assert (found.broken, found.first, found.not_here) == ([], [], [])
