from celery import shared_task

from emerald.drafts.models import Draft, Posting


@shared_task
def forget_old_postings():
    Posting.objects.forget_old()


@shared_task
def forget_old_drafts():
    Draft.objects.forget_old()
