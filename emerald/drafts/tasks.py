from celery import shared_task

from emerald.drafts.models import Draft, Posting
from emerald.drafts.orphaned import notice_closed


@shared_task
def forget_old_postings() -> None:
    Posting.objects.forget_old()


@shared_task
def forget_old_drafts() -> None:
    """First those whose door closed are told to managers, who have as long from then."""
    notice_closed()
    Draft.objects.forget_old()
