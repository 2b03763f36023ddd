"""Each request is one line that names the page and nobody; in JSON for a collector."""

import json
import logging

import pytest
from django.urls import reverse

from emerald.audit.models import AccessEntry
from emerald.observability.json_lines import JsonLines
from tests.cast import CHILD_NAMES, NOTE_TEXT
from tests.technical_log import words_found

pytestmark = pytest.mark.django_db
REQUESTS = "emerald.observability.requests"


@pytest.fixture
def lines(caplog):
    """Everything written so far, each line read as JSON, as it would be at the moment of writing."""
    written = []
    handler = logging.Handler()
    handler.setFormatter(JsonLines())
    handler.emit = lambda record: written.append(json.loads(handler.format(record)))
    caplog.set_level(logging.INFO)
    logging.getLogger().addHandler(handler)
    yield written
    logging.getLogger().removeHandler(handler)


def test_a_request_is_one_line_with_its_page_its_outcome_and_who_by_their_key(lines, client, priya, case):
    client.force_login(priya)
    client.get(reverse("case", args=[case.reference]), {"q": CHILD_NAMES[0]})
    [line] = [line for line in lines if line["logger"] == REQUESTS]
    assert (line["page"], line["method"], line["status"], line["user"]) == ("case", "GET", 200, priya.pk)
    assert line["level"] == "INFO"
    assert line["milliseconds"] >= 0
    assert line["time"].endswith("+00:00")
    assert words_found(json.dumps(line), [*CHILD_NAMES, priya.name, priya.email]) == []


def test_a_line_leads_to_what_the_access_log_has_of_the_same_request(lines, client, priya, case):
    client.force_login(priya)
    client.get(reverse("case", args=[case.reference]))
    [line] = [line for line in lines if line["logger"] == REQUESTS]
    assert str(AccessEntry.objects.filter(page="case").last().request_id) == line["request_id"]


def test_what_is_typed_as_an_address_or_a_method_is_in_no_line(lines, client):
    client.generic("TAMSIN", "/tamsin-quillfeather/?q=Tamsin")
    [line] = [line for line in lines if line["logger"] == REQUESTS]
    assert (line["page"], line["method"], line["status"]) == ("unknown address", "other", 404)
    assert "tamsin" not in json.dumps(lines).casefold()


def test_what_is_logged_within_a_request_says_of_which(lines, client, priya, monkeypatch):
    def complain(*_, **__):
        logging.getLogger("cases").warning("Something is odd.")

    monkeypatch.setattr("emerald.observability.requests.metrics.count", complain)
    client.force_login(priya)
    client.get(reverse("home"))
    [line] = [line for line in lines if line["message"] == "Something is odd."]
    assert (line["page"], line["user"]) == ("home", priya.pk)


@pytest.mark.parametrize("page", ["health", "ready"])
def test_what_machines_ask_all_day_is_written_down_only_when_it_is_an_error(page, lines, client, monkeypatch):
    client.get(reverse(page))
    answered = [line["status"] for line in lines if line["logger"] == REQUESTS]
    assert all(status >= 500 for status in answered)


def test_nothing_that_a_library_hangs_on_a_record_is_written_out(lines):
    logging.getLogger("django.request").error("It broke", extra={"request": NOTE_TEXT, "data": {"form": NOTE_TEXT}})
    assert lines[-1]["message"] == "It broke"
    assert NOTE_TEXT not in json.dumps(lines)


def test_an_error_is_told_by_its_kind_and_place_and_not_by_its_words(lines):
    try:
        raise ValueError(NOTE_TEXT)
    except ValueError:
        logging.getLogger("cases").exception("It broke")
    assert "builtins.ValueError" in lines[-1]["exc_info"]
    assert "test_lines.py" in lines[-1]["exc_info"]
    assert NOTE_TEXT not in json.dumps(lines)
