"""Figures for whoever watches: for the holder of the token, of all processes together, and of nobody by name."""

import subprocess
import sys
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection
from django.urls import reverse
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families

from emerald.audit.models import AccessEntry, Verification
from emerald.audit.models.access_entry import MOST_WRONG_TOKENS
from emerald.environment_setup import ROOT
from tests.cast import CHILD_NAMES
from tests.factories.people import make_user
from tests.technical_log import words_found

pytestmark = pytest.mark.django_db
TOKEN = "a token of the tests"


@pytest.fixture
def ask(client, settings):
    settings.METRICS_TOKEN = TOKEN

    def figures():
        answer = client.get(reverse("metrics"), headers={"Authorization": f"Bearer {TOKEN}"})
        assert answer.status_code == 200
        return {
            (sample.name, *sorted(sample.labels.items())): sample.value
            for family in text_string_to_metric_families(answer.text)
            for sample in family.samples
        }

    return figures


@pytest.mark.parametrize("said", [{}, {"Authorization": "Bearer "}, {"Authorization": "Bearer guessed"}])
def test_without_the_token_there_is_no_such_page(client, settings, said):
    settings.METRICS_TOKEN = TOKEN
    assert client.get(reverse("metrics"), headers=said).status_code == 404


@pytest.mark.parametrize("said", [{}, {"Authorization": "Bearer "}, {"Authorization": f"Bearer {TOKEN}"}])
def test_where_no_token_is_set_nobody_is_told_anything(client, settings, said):
    settings.METRICS_TOKEN = ""
    assert client.get(reverse("metrics"), headers=said).status_code == 404


def test_a_guessed_token_counts_as_a_refused_sign_in_and_is_told_of_with_where_it_came_from(
    ask, client, settings, signed_in
):
    for _ in range(MOST_WRONG_TOKENS + 5):
        client.get(reverse("metrics"), headers={"Authorization": "Bearer guessed"}, REMOTE_ADDR="203.0.113.9")
    entries = AccessEntry.objects.filter(subject="figures")
    assert {(one.verb, one.outcome, one.client) for one in entries} == {("sign-in failed", "refused", "203.0.113.9")}
    assert len(entries) == MOST_WRONG_TOKENS
    assert ask()[("emerald_sign_ins_refused_last_hour",)] == MOST_WRONG_TOKENS
    page = signed_in(make_user(role="system_administrator")).get(reverse("operations")).text
    assert "30 or more. If that is your own Prometheus, give it the token of EMERALD_METRICS_TOKEN." in page


def test_whoever_asks_for_the_figures_without_any_token_is_not_written_down(client, settings):
    settings.METRICS_TOKEN = TOKEN
    client.get(reverse("metrics"))
    assert not AccessEntry.objects.filter(subject="figures").exists()


def test_requests_are_counted_by_page_and_outcome(ask, client, priya):
    client.force_login(priya)
    key = ("emerald_requests_total", ("method", "GET"), ("page", "my_cases"), ("status", "200"))
    before = ask().get(key, 0)
    client.get(reverse("my_cases"))
    client.get(reverse("my_cases"))
    after = ask()
    assert after[key] == before + 2
    assert after[("emerald_request_seconds_count", ("page", "my_cases"))] >= 2


def test_no_figure_names_a_child_a_person_or_what_was_typed(ask, client, priya, case, settings):
    client.force_login(priya)
    client.get(f"/cases/{case.reference}/", {"q": CHILD_NAMES[0]})
    client.get("/tamsin-quillfeather/")
    client.logout()
    told = client.get(reverse("metrics"), headers={"Authorization": f"Bearer {TOKEN}"}).text
    assert words_found(told, [*CHILD_NAMES, "tamsin", priya.name, priya.email, case.reference]) == []


def test_the_state_of_the_record_is_told(ask):
    Verification.objects.create(rows=1, seals=1, faults=3, seconds=1.0)
    told = ask()
    assert told["emerald_record_faults",] == 3
    assert 0 <= told["emerald_last_proof_seconds",] < 60


def test_refused_sign_ins_of_the_last_hour_are_counted(ask, client):
    before = ask()["emerald_sign_ins_refused_last_hour",]
    client.post(reverse("account_login"), {"login": "nobody@emerald.example", "password": "guessed and wrong"})
    assert ask()["emerald_sign_ins_refused_last_hour",] == before + 1


def test_a_database_that_is_away_is_a_figure_and_no_error(ask, monkeypatch):
    def away():
        raise DatabaseError

    monkeypatch.setattr(connection, "ensure_connection", away)
    told = ask()
    assert told["emerald_part_up", ("part", "database")] == 0
    assert ("emerald_oldest_overdue_seconds",) not in told


def test_ages_are_measured_from_now(ask):
    Verification.objects.create(rows=1, seals=1, seconds=1.0)
    assert Verification.objects.last_one().at > timezone.now() - timedelta(minutes=1)
    assert ask()["emerald_last_proof_seconds",] >= 0


COUNTING = """
import sys
from emerald.observability import processes_of_metrics
processes_of_metrics.share(sys.argv[1])
from prometheus_client import CollectorRegistry, Counter
made = Counter("made", "made", registry=CollectorRegistry())
made.inc(int(sys.argv[2]))
print("counted", flush=True)
sys.stdin.read()
"""


def counting(folder, number):
    words = [sys.executable, "-c", COUNTING, str(folder), str(number)]
    process = subprocess.Popen(words, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "counted\n"
    return process


def test_processes_count_together_and_a_replaced_one_counts_on(tmp_path):
    """Killed or ended, none of what they counted is lost, and their places are taken again."""
    first, second = counting(tmp_path, 3), counting(tmp_path, 4)
    first.kill()
    first.wait()
    third = counting(tmp_path, 5)
    for process in (second, third):
        process.communicate()
    counting(tmp_path, 6).communicate()
    read = (
        "import sys\nfrom emerald.observability.processes_of_metrics import of_all\n"
        "print(of_all(sys.argv[1]).get_sample_value('made_total'))"
    )
    told = subprocess.run(
        [sys.executable, "-c", read, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert float(told.stdout) == 3 + 4 + 5 + 6
    assert len(list(tmp_path.glob("place-*"))) == 2
