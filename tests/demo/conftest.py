"""The demonstration as loaded on a day. Loading takes seconds, so it is done once for each day and only read.

Tests that want it stand in a module of their own: until the module ends its rows are there for everybody.
"""

from contextlib import contextmanager
from datetime import date

import pytest
from django.db import connection, transaction
from django.utils import timezone

from emerald.demo.calendar import at
from emerald.demo.load import load
from tests.days import standing_at

# A leap day, the first working day after Easter (most days before it fall together), and the real today. Never a day
# ahead: the database refuses a session recorded before it was held.
DAYS = (date(2024, 2, 29), date(2024, 4, 2), None)


@contextmanager
def standing_on(day):
    """Make it half past eight in the morning of `day`, or hold the present: a run may pass midnight."""
    with standing_at(at(day, 8, 30) if day else timezone.now()):
        yield timezone.localdate()


@pytest.fixture(scope="module", params=DAYS, ids=lambda day: str(day or "today"))
def loaded(request, django_db_setup, django_db_blocker):
    """The day on which the demonstration was just loaded; undone afterwards."""
    with django_db_blocker.unblock(), standing_on(request.param) as today, transaction.atomic():
        load(today=today)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        yield today
        transaction.set_rollback(True)
