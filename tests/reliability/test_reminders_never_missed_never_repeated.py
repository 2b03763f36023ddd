"""Reminders with real processes, Redis, PostgreSQL and SMTP: 0 lost; in the app exactly once; by e-mail once wherever
the provider can be asked, and otherwise at most the one mail in flight more for each worker killed."""

from datetime import timedelta

import pytest
from django.db.models import Count
from django.utils import timezone

from emerald.mail.models import Mail
from emerald.reminders.models import Notice, Tick
from tests.reliability.processes import wait_until

KILLS, DELIVERIES = 5, 400


def all_sent(people):
    return Mail.objects.sent().count() == len(people)


def assert_everybody_has_one_notice(people):
    standing = Notice.objects.filter(source="contact").values_list("recipient__email").annotate(times=Count("pk"))
    assert dict(standing) == dict.fromkeys(people, 1)


@pytest.mark.parametrize("asked", [True, False], ids=["a provider that can be asked", "plain SMTP"])
def test_a_worker_killed_five_times_in_the_middle_of_400_deliveries(asked, processes, mail_server, told):
    """Each time in the worst moment: the server has the mail, and the worker has not heard so."""
    people, run = told(DELIVERIES), processes(asked=asked)
    killed = []

    def kill_the_sender(count, peer):
        if count >= (len(killed) + 1) * DELIVERIES // (KILLS + 2) and len(killed) < KILLS:
            victim = run.who_speaks_from(peer[1])
            run.kill(victim)
            killed.append(victim)
            run.worker()

    mail_server.on_mail = kill_the_sender
    run.beat()
    run.worker()
    run.worker()
    wait_until(lambda: all_sent(people), seconds=240, processes=run)
    assert len(killed) == KILLS
    assert set(mail_server.took) == people
    assert_everybody_has_one_notice(people)
    assert mail_server.count - len(people) == (0 if asked else KILLS)


def test_redis_killed_with_all_it_held(processes, mail_server, told, redis_server):
    people, run = told(60), processes(asked=True)

    def kill_redis(count, peer):
        if count == 20:
            redis_server.kill_and_forget()

    mail_server.on_mail = kill_redis
    run.beat()
    run.worker()
    wait_until(lambda: mail_server.count >= 20, seconds=60, processes=run)
    wait_until(lambda: not redis_server.is_running(), seconds=20, processes=run)
    redis_server.launch()
    wait_until(lambda: all_sent(people), seconds=90, processes=run)
    assert set(mail_server.took.values()) == {1}
    assert set(mail_server.took) == people
    assert_everybody_has_one_notice(people)


def test_after_three_days_without_beat_two_beats_at_once_tell_everybody_once(processes, mail_server, told):
    people, run = told(60), processes()
    before = timezone.now() - timedelta(days=3)
    Tick.objects.create(name="drain", sent_at=before, taken_at=before, done_at=before)
    for _ in range(2):
        run.beat()
        run.worker(processes=2)
    wait_until(lambda: all_sent(people), seconds=60, processes=run)
    wait_until(lambda: Tick.objects.filter(name="sweep", done_at__isnull=False), seconds=40, processes=run)
    done = Tick.objects.get(name="drain").done_at
    wait_until(lambda: Tick.objects.get(name="drain").done_at > done + timedelta(seconds=3), seconds=30, processes=run)
    assert set(mail_server.took) == people
    assert set(mail_server.took.values()) == {1}
    assert_everybody_has_one_notice(people)


def test_a_mail_server_that_refuses_for_a_while_and_then_takes_without_answering(processes, mail_server, told):
    people, run = told(20), processes(asked=True)
    mail_server.refuses_next, mail_server.silent_next = 10, 3
    run.beat()
    run.worker(processes=2)
    wait_until(lambda: all_sent(people), seconds=90, processes=run)
    assert mail_server.refused == 10
    assert set(mail_server.took) == people
    assert set(mail_server.took.values()) == {1}
    assert_everybody_has_one_notice(people)
