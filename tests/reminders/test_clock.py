"""The part *clock*: two clocks that differ, and a moment that was recorded and is still to come."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from emerald.audit.models import AccessEntry
from emerald.mail import outbox
from emerald.mail.models import Kind, Mail
from emerald.reminders import beats, clock, health
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
LATER = timedelta(hours=2)


@pytest.fixture
def set_back(monkeypatch):
    """As after the whole site was two hours ahead."""
    now = timezone.now()
    monkeypatch.setattr(clock, "_of_the_database", timezone.now)
    monkeypatch.setattr(type(AccessEntry.objects.all()), "newest_moment", lambda self: now + LATER)


def test_clocks_that_agree_are_well(db):
    assert clock.trouble() == ""
    assert health.states()["clock"] == health.OK


def test_clocks_that_differ_are_told_of(monkeypatch):
    monkeypatch.setattr(clock, "_of_the_database", lambda: timezone.now() + LATER)
    assert "of the web service and of the database are 2 hours apart" in clock.trouble()


def test_a_clock_that_was_set_back_is_told_of_on_operations_and_to_monitoring(set_back, signed_in):
    browser = signed_in(make_user(role="system_administrator"))
    page = browser.get(reverse("operations")).text
    assert "something was recorded 2 hours from now" in page
    assert "nothing needs to be started again" in page
    assert "clock: failing" in browser.get(reverse("ready")).text


def test_a_sign_of_life_that_lies_ahead_is_none(settings):
    settings.REMINDER_TICK_SECONDS = 30
    assert health.is_recent(timezone.now() + timedelta(seconds=1), 30)
    assert not health.is_recent(timezone.now() + LATER, 30)


def test_a_mail_put_off_to_before_the_clock_was_set_back_is_due_and_one_put_off_for_a_while_is_not(priya, morag):
    now = timezone.now()
    for person, when in ((priya, now + LATER), (morag, now + timedelta(minutes=4))):
        Mail.objects.create(kind=Kind.PASSWORD_CHANGED, recipient=person, made_at=now, next_try=when)
    assert outbox.claim().recipient == priya
    assert outbox.claim() is None


# --- Beats --------------------------------------------------------------------------------------------------------
def ticks(*senders, each=10):
    """One tick after the other, so many seconds apart, the last just now."""
    for number, sender in enumerate(senders):
        beats.note(sender, (timezone.now() - timedelta(seconds=each * (len(senders) - number))).isoformat())


@pytest.mark.parametrize(
    ("senders", "told"),
    [
        ("aaa", []),
        ("aabb", []),  # it was started again
        ("abab", ["a", "b"]),
        ("abcba", ["a", "b", "c"]),
        ("", []),
    ],
)
def test_two_beats_are_told_by_ticks_that_come_in_turns(senders, told, settings):
    settings.REMINDER_TICK_SECONDS = 30
    ticks(*senders)
    assert beats.at_once() == told


def test_one_that_was_ended_is_forgotten(settings):
    settings.REMINDER_TICK_SECONDS = 30
    ticks(*"abab", each=400)
    assert beats.at_once() == []
