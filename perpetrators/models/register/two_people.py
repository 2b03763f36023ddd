"""What one person says and a second decides: a record was made by mistake, or two that were merged are two people."""

from typing import Any

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from emerald.accounts.models import User
from emerald.clock import now
from emerald.guards import NotYet


class Answer(models.TextChoices):
    WAITING = "waiting", "Waiting for a second person"
    AGREED = "agreed", "Recorded by mistake"
    DECLINED = "declined", "It stands"


def stays(name: str) -> pgtrigger.Protect:
    return pgtrigger.Protect(name=name, operation=pgtrigger.Delete)


def decided_once(name: str) -> pgtrigger.Protect:
    return pgtrigger.Protect(
        name=name,
        operation=pgtrigger.Update,
        condition=pgtrigger.Condition("OLD.answer <> 'waiting' AND OLD.* IS DISTINCT FROM NEW.*"),
    )


class DecidedByTwo(models.Model):
    """Who said it and why, what a second person answered, and when."""

    ITS_OWN = "You said so yourself: somebody else who keeps this record decides."
    NEEDS_WHY = "Enter why it stands."  # of an answer that it is not so

    reason = models.CharField(max_length=300)
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField(default=now, editable=False)
    answer = models.CharField(max_length=10, choices=Answer, default=Answer.WAITING)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    because = models.CharField("what the second person says", max_length=300, blank=True)

    class Meta:
        abstract = True
        default_permissions = ()
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="%(class)s_says_why"),
            models.CheckConstraint(
                condition=Q(answer="waiting", decided_by=None, decided_at=None, because="")
                | Q(answer__in=["agreed", "declined"], decided_by__isnull=False, decided_at__isnull=False),
                name="%(class)s_decided_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("said_by")), name="%(class)s_takes_two_people"
            ),
            models.CheckConstraint(
                condition=~Q(answer="declined") | ~Q(because=""), name="%(class)s_declined_says_why"
            ),
        ]

    @property
    def is_waiting(self) -> bool:
        return self.answer == Answer.WAITING

    def why_not_decided_by(self, user: Any) -> list[str]:
        """Nobody is their own second person."""
        return [self.ITS_OWN] if user.pk == self.said_by_id else []

    def decide_as(self, by: User, *, agrees: bool, because: str) -> None:
        """Keep the second person's answer; the verb that calls it holds the record. Raises NotYet."""
        if not self.is_waiting:
            raise NotYet("This was decided already.")
        if not agrees and not because.strip():
            raise NotYet(self.NEEDS_WHY)
        self.answer = Answer.AGREED if agrees else Answer.DECLINED
        self.decided_by, self.decided_at, self.because = by, now(), because.strip()
        self.save(update_fields=["answer", "decided_by", "decided_at", "because"])
