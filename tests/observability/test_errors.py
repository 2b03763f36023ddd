"""An error that is reported to a collector names no child and quotes nothing that was typed: looked at in the bytes."""

import json
import os
import subprocess
import sys

import pytest

from emerald.environment_setup import ROOT
from emerald.observability.errors import allowed
from tests.cast import CHILD_NAMES, NOTE_TEXT
from tests.observability.collector import Collector
from tests.technical_log import words_found

# Emerald's own settings and reports, in front of a page that fails in the worst way: names in the error and the error
# behind it, in variables, in the address, the form, a header, a cookie and in lines of the log before.
FAILING = """
import logging, sys, types
import django
django.setup()
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import path
name, note = sys.argv[1:3]
pages = types.ModuleType("pages")
def broken(request):
    child, text = name, request.POST["text"]
    logging.getLogger("cases").warning("%s", child)
    logging.getLogger("cases").error("A note of %s: " + text, child)
    try:
        {}[child]
    except KeyError as error:
        raise ValueError(f"{child}: {text}") from error
pages.urlpatterns = [path("broken/", broken, name="broken")]
pages.handler500 = lambda request: HttpResponse(status=500)
sys.modules["pages"] = pages
settings.ROOT_URLCONF = "pages"
settings.MIDDLEWARE = ["emerald.observability.requests.observed"]
settings.DATABASES["default"]["ATOMIC_REQUESTS"] = False
client = Client(raise_request_exception=False, headers={"X-Note": "Note"})
client.cookies["child"] = name
answer = client.post("/broken/?child=" + name, {"text": note})
assert answer.status_code == 500, answer
import sentry_sdk
sentry_sdk.flush(20)
"""


@pytest.fixture(scope="module")
def reported():
    with Collector() as collector:
        subprocess.run(
            [sys.executable, "-c", FAILING, CHILD_NAMES[0], NOTE_TEXT],
            cwd=ROOT,
            check=True,
            env=os.environ | {"SENTRY_DSN": collector.address},
        )
        return list(collector.took)


def reports(reported):
    """The reports in the envelopes: their third line and every second after it."""
    found = [json.loads(line) for _, _, body in reported for line in body.splitlines() if line.startswith("{")]
    return [one for one in found if "exception" in one]


def test_the_error_arrives_with_its_kinds_its_place_and_its_page(reported):
    [report] = reports(reported)
    assert [one["type"] for one in report["exception"]["values"]] == ["KeyError", "ValueError"]
    assert report["exception"]["values"][1]["stacktrace"]["frames"][-1]["function"] == "broken"
    assert (report["transaction"], report["tags"]["method"]) == ("broken", "POST")


def test_nothing_sent_names_the_child_or_quotes_the_note(reported):
    assert reported
    sent = json.dumps(reported)
    assert words_found(sent, [CHILD_NAMES[0], *CHILD_NAMES[0].split(), NOTE_TEXT, "X-Note"]) == []


def test_a_part_of_a_report_that_nobody_has_allowed_stays_here():
    """Whatever a later release of the library adds: what is not named in `errors` does not leave."""
    names = ("request", "user", "extra", "breadcrumbs", "contexts", "modules", "logentry", "message", "threads", "new")
    error = {"type": "E", "value": NOTE_TEXT, "new": NOTE_TEXT}
    report = {"event_id": "1", "exception": {"values": [error]}} | {name: {"it": NOTE_TEXT} for name in names}
    told = allowed(report)
    assert told["event_id"] == "1"
    assert not set(names) & set(told)
    assert NOTE_TEXT not in json.dumps(told)
