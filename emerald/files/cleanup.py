"""A draft that goes takes with it the files that were brought for it and never saved."""

from typing import Any

from django.db.models.signals import post_delete
from django.dispatch import receiver

from emerald.drafts.models import Draft
from emerald.files.models import Upload


def bring_along(draft: Draft, author: Any) -> None:
    """A draft that somebody takes over brings its files along."""
    Upload.of(draft.user_id, draft.writing).select_related(None).update(user=author)


@receiver(post_delete, sender=Draft)
def forget_files_of(sender: Any, instance: Draft, **kwargs: Any) -> None:
    Upload.of(instance.user_id, instance.writing).throw_away()
