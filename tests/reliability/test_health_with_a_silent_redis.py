"""A Redis that accepts and never answers: pages answer at once, and the health page says which part it is."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from emerald.reminders.models import Tick
from tests.factories.everything import one_of_everything


@pytest.fixture
def with_silent_redis(settings, silent_redis):
    settings.CELERY_BROKER_URL = silent_redis


@pytest.mark.usefixtures("with_silent_redis")
def test_pages_do_not_wait_for_redis(case, morag, priya, team, signed_in):
    one_of_everything(case=case, manager=morag, lead=priya, team=team)
    browser = signed_in(priya)
    for page in ("home", "notices", "my_cases", "time_away"):
        browser.get(reverse(page))  # once, so that templates are compiled
        start = time.monotonic()
        assert browser.get(reverse(page)).status_code == 200
        assert time.monotonic() - start < 1, page


@pytest.mark.usefixtures("with_silent_redis")
def test_the_health_page_waits_a_second_at_most_and_names_it(db, client):
    start = time.monotonic()
    answer = client.get(reverse("ready"))
    assert time.monotonic() - start < 2
    assert answer.status_code == 503
    assert "redis: failing\nworker: not known\nbeat: not known" in answer.text


def test_the_load_balancer_is_told_yes_all_the_same(db, client, settings, silent_redis):
    settings.CELERY_BROKER_URL = silent_redis
    Tick.objects.create(name="drain", taken_at=timezone.now() - timedelta(days=1))
    # As in a server: this thread may have the loop of a browser running, from another test.
    with ThreadPoolExecutor(1) as apart:
        assert apart.submit(client.get, reverse("health")).result().status_code == 200
