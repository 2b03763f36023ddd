"""The moment that rows are stamped with.

A model's default is looked up once, when its class is made; this function asks Django's clock each time, so that a
story can be told on the days it happened (the demonstration) and a test can stand on a day of its own.
"""

from datetime import date, datetime, timedelta

from django.utils import timezone


def now() -> datetime:
    """The present, aware."""
    return timezone.now()


def end_of(day: date) -> datetime:
    """The moment at which `day` (Europe/London) is over."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), datetime.min.time()))
