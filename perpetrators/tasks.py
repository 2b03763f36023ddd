from celery import shared_task

from perpetrators.models import Measure


@shared_task
def expire_measures() -> None:
    """End the measures whose last day is over, and the notices whose child left care. Safe to run twice."""
    while Measure.objects.expire_ended():
        pass
