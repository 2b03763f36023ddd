from celery import shared_task

from cases.models import OpenPage


@shared_task
def forget_pages_left() -> None:
    OpenPage.objects.forget_old()
