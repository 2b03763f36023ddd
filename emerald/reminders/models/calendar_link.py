"""The secret link by which a calendar fetches somebody's due dates. What is kept is its hash: it is shown once."""

import hashlib
import secrets
from typing import Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q

from emerald.accounts.models import User
from emerald.audit.history import track_history
from emerald.clock import now
from emerald.guards import NotYet

RANDOM_BYTES = 32  # nobody guesses one, so nothing needs to count the tries


def hashed(token: str) -> str:
    """SHA-256 in hex. The token is random and long, so it needs no salt and no slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()


class CalendarLinkQuerySet(models.QuerySet["CalendarLink"]):
    def in_use(self) -> Self:
        return self.filter(ended_at=None)

    def of(self, user: User) -> Self:
        return self.filter(user=user)


@track_history()
class CalendarLink(models.Model):
    """One person has one at a time. It gives what is due for them, while their account may enter, and nothing else."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = CalendarLinkQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["user"], condition=Q(ended_at=None), name="one_calendar_link_at_a_time"),
            models.CheckConstraint(condition=Q(token_hash__regex="^[0-9a-f]{64}$"), name="calendar_link_keeps_a_hash"),  # noqa: S106  a pattern
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=models.F("made_at")),
                name="calendar_link_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return f"calendar link {self.pk}"

    @classmethod
    def of(cls, user: User) -> "CalendarLink | None":
        """The one in use, or None."""
        return cls.objects.in_use().of(user).first()

    @classmethod
    @transaction.atomic
    def make(cls, user: User) -> str:
        """Make one in place of any other, and return its secret, which cannot be had again."""
        User.objects.select_for_update(no_key=True).get(pk=user.pk)  # two windows at once would each end the other's
        cls.objects.in_use().of(user).update(ended_at=now())
        token = secrets.token_urlsafe(RANDOM_BYTES)
        cls.objects.create(user=user, token_hash=hashed(token))
        return token

    @classmethod
    def end(cls, user: User) -> None:
        """From now on it gives nothing. Raises NotYet when there is none."""
        if not cls.objects.in_use().of(user).update(ended_at=now()):
            raise NotYet("There is no link to end.")

    @classmethod
    def owner_of(cls, token: str) -> User | None:
        """The person whose link this is and whose access is in force; None for anything else.

        Found by the hash, in an index: how long it takes says nothing about how near a guess was.
        """
        link = cls.objects.in_use().select_related("user").filter(token_hash=hashed(token)).first()
        return link.user if link and link.user.may_enter() else None
