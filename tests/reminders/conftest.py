"""Due things to be reminded of, and the days on which one looks."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from cases.models import Case
from emerald.reminders import register
from emerald.reminders.models import Notice
from emerald.reminders.register import source_of
from interventions.models import Session
from tests.factories.sessions import make_session

LONDON = ZoneInfo("Europe/London")


@pytest.fixture
def few_sources(monkeypatch):
    """Due are only next steps, contact, closures and restrictions: what else a case makes due has its own tests."""
    kept = [source_of(key) for key in ("next_step", "contact", "closure", "restriction")]
    monkeypatch.setattr(register, "_joined", lambda: kept)


@pytest.fixture
def mail_server(settings):
    """Mail goes to `mail.outbox`, as with a council that has a mail server."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def due_in(case, priya):
    """`due_in(3)`: a next step of Priya's that is due in so many days."""

    def make(days):
        session = make_session(case, by=priya, next_step="Call her aunt", next_step_on=timezone.localdate())
        Session.objects.filter(pk=session.pk).update(
            held_at=session.held_at - timedelta(200), next_step_on=timezone.localdate() + timedelta(days)
        )
        Case.objects.filter(pk=case.pk).update(last_seen_on=timezone.localdate() + timedelta(400))  # only this is due
        return session

    return make


def london(day, hour=9, minute=0, fold=0):
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=LONDON, fold=fold)


def standing():
    """{(recipient's name, stage)} of all notices that stand."""
    return set(Notice.objects.active().values_list("recipient__name", "stage"))
