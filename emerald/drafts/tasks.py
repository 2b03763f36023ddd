from celery import shared_task

from emerald.drafts.models import Posting


@shared_task
def forget_old_postings():
    Posting.objects.forget_old()
