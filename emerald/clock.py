"""The moment that rows are stamped with.

A model's default is looked up once, when its class is made; this function asks Django's clock each time, so that a
story can be told on the days it happened (the demonstration) and a test can stand on a day of its own.
"""

from datetime import datetime

from django.utils import timezone


def now() -> datetime:
    """The present, aware."""
    return timezone.now()
