"""The access log as a file: for whoever may read it, exactly what they narrowed it to, and the taking is in it."""

import csv
from io import StringIO

import pytest
from django.urls import reverse

from emerald.audit.models import AccessEntry
from emerald.audit.record import record_act
from emerald.oversight.evidence.views import access_log
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
ASKED = {"kind": "csv", "reason": "The data protection officer's sample of May."}


@pytest.fixture
def reader(client):
    """The data protection officer, who has just proved who they are."""
    client.force_login(make_user(role="data_protection_officer"))
    for number in range(1, 4):
        record_act("a test", "opened", subject="case", reference=f"EM-2026-000{number}")
    return client


def taken(client, **narrowed):
    """(the first line, the rows under the headings) of the file."""
    answer = client.post(reverse("audit_log_export", query=narrowed), ASKED)
    assert answer["Content-Type"].startswith("text/csv"), answer.text
    mark, _, *rows = csv.reader(StringIO(answer.content.decode("utf-8-sig")))
    return mark[0], rows


def test_the_file_holds_what_was_narrowed_and_says_so(reader):
    mark, rows = taken(reader, reference="EM-2026-0002")
    assert [row[3] for row in rows] == ["opened case EM-2026-0002"]
    assert "Access log, reference: EM-2026-0002" in mark


def test_the_whole_log_is_newest_first(reader):
    _, rows = taken(reader)
    opened = [row[3] for row in rows if row[1] == "a test"]
    assert opened == [f"opened case EM-2026-000{number}" for number in (3, 2, 1)]


def test_taking_it_away_is_in_it_with_the_reason(reader):
    taken(reader, verb="opened")
    entry = AccessEntry.objects.newest_first().first()
    assert (entry.verb, entry.subject, entry.page) == ("exported", "audit log", "audit_log_export")
    assert entry.detail == f"verb: opened, csv: {ASKED['reason']}"


@pytest.mark.parametrize("role", ["caseworker", "practice_manager", "police_liaison", "system_administrator"])
def test_nobody_else_takes_it_away(client, role):
    client.force_login(make_user(role=role))
    assert client.post(reverse("audit_log_export"), ASKED).status_code == 403


def test_more_than_a_file_holds_is_refused_with_what_to_do(reader, monkeypatch):
    monkeypatch.setattr(access_log, "MOST_ROWS", 2)
    answer = reader.post(reverse("audit_log_export"), ASKED)
    assert "More than 2 entries match" in answer.text
    assert answer["Content-Type"].startswith("text/html")
    assert len(taken(reader, reference="EM-2026-0002")[1]) == 1


def test_the_page_leads_to_the_file_of_the_same_entries(reader):
    page = reader.get(reverse("audit_log", query={"verb": "opened"})).text
    assert reverse("audit_log_export", query={"verb": "opened"}).replace("&", "&amp;") in page
