"""A form posted twice records once."""

import hashlib
import json
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import models
from django.http import QueryDict
from django.utils import timezone

from emerald.clock import now

FORGOTTEN_AFTER = timedelta(days=2)
OF_THE_PAGE = {"csrfmiddlewaretoken", "once", "whose"}  # no part of what was typed


class PostingQuerySet(models.QuerySet["Posting"]):
    def claim(self, user: Any, token: UUID, content: str) -> "tuple[Posting, bool]":
        """The posting of `content` under the page's `token`, and whether this is the first one.

        A second post of the same page waits here until the first has committed. Another content under the same token
        (somebody went back in the browser and wrote something else) is a posting of its own.
        """
        posting = Posting(user=user, token=token, content=content)
        self.bulk_create([posting], ignore_conflicts=True)
        stored = self.select_for_update().get(user=user, token=token, content=content)
        return stored, stored.went_to == ""

    def is_recorded(self, user: Any, token: UUID) -> bool:
        """Whether a form with this token was saved."""
        return self.filter(user=user, token=token).exclude(went_to="").exists()

    def forget_old(self) -> tuple[int, dict[str, int]]:
        return self.filter(at__lt=timezone.now() - FORGOTTEN_AFTER).delete()


class Posting(models.Model):
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    token = models.UUIDField()
    content = models.CharField(max_length=64)  # a hash: what was typed is not kept here
    at = models.DateTimeField(default=now, db_index=True)
    went_to = models.CharField(max_length=400, blank=True)

    objects = PostingQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "token", "content"], name="posted_once")]

    def __str__(self) -> str:
        return str(self.token)


def token_of(post: QueryDict) -> UUID | None:
    """The token a page put into its form, or None when it has none or nonsense."""
    try:
        return UUID(post.get("once", ""))
    except ValueError:
        return None


def fingerprint(post: QueryDict) -> str:
    typed = {name: post.getlist(name) for name in sorted(post) if name not in OF_THE_PAGE}
    return hashlib.sha256(json.dumps(typed).encode()).hexdigest()
