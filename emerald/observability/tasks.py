"""For the worker; the timetable says when."""

from celery import shared_task
from django.conf import settings

from emerald.observability.access_lines import write_sealed_entries


@shared_task
def write_access_lines() -> None:
    """Only where the council asked for them."""
    if settings.ACCESS_LOG_LINES:
        write_sealed_entries()
