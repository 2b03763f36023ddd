"""What takes two people: one asks, another decides, and neither is the one it is about.

DOMAIN.md section 7, rule 1. Anybody who keeps accounts could otherwise make themself anybody (emerald/decisions/
0027-two-people-for-an-account.md).
"""

from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from emerald.accounts.permissions import SiteRight
from emerald.clock import now
from emerald.guards import NotYet
from emerald.versioned import Locking

if TYPE_CHECKING:
    from emerald.accounts.models.user import User

NOBODY_SIGNED_IN = "Whoever runs the server"  # asked for it, from outside the pages


class Outcome(models.TextChoices):
    WAITING = "waiting", "Waiting for approval"
    APPROVED = "approved", "Approved"
    DECLINED = "declined", "Declined"


class TwoPeopleQuerySet(models.QuerySet[Any]):
    def waiting(self) -> Self:
        return self.filter(outcome=Outcome.WAITING).select_related("user", "asked_by")

    def with_people(self) -> Self:
        """With everybody a page names, newest first."""
        return self.select_related("user", "asked_by", "decided_by").order_by("-asked_at", "-pk")

    def waiting_for(self, user: "User") -> Self:
        """Those that neither were asked for by nor are about this person."""
        return self.filter(outcome=Outcome.WAITING).exclude(asked_by=user).exclude(user=user)

    def about(self, user: "User") -> Self:
        """Those that wait and are about this person."""
        return self.filter(outcome=Outcome.WAITING, user=user)


class TwoPeople(Locking):
    """Asked for about `user` by one person, decided by another. Subclasses say what approval does: `carry_out`."""

    about_what = "this"  # in the sentence that says who decides
    right_to_change = SiteRight.APPROVE_PEOPLE

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="%(class)ss")
    because = models.CharField(max_length=400)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="%(class)ss_asked")
    asked_at = models.DateTimeField(default=now)
    outcome = models.CharField(max_length=12, choices=Outcome, default=Outcome.WAITING)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="%(class)ss_decided"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = TwoPeopleQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | (~Q(decided_by=F("asked_by")) & ~Q(decided_by=F("user"))),
                name="%(class)s_takes_two_people",
            ),
            models.CheckConstraint(condition=~Q(asked_by=F("user")), name="nobody_asks_for_their_own_%(class)s"),
            models.CheckConstraint(
                condition=Q(outcome="waiting", decided_by__isnull=True, decided_at__isnull=True)
                | (~Q(outcome="waiting") & Q(decided_by__isnull=False, decided_at__isnull=False)),
                name="%(class)s_decided_has_who_and_when",
            ),
        ]

    @property
    def asked_by_name(self) -> str:
        return self.asked_by.name if self.asked_by else NOBODY_SIGNED_IN

    @property
    def is_waiting(self) -> bool:
        return self.outcome == Outcome.WAITING

    def approve(self, *, by: "User") -> None:
        self._decide(Outcome.APPROVED, by=by)

    def decline(self, *, by: "User") -> None:
        self._decide(Outcome.DECLINED, by=by)

    @transaction.atomic
    def _decide(self, outcome: str, *, by: "User") -> None:
        """Raises NotYours for the wrong person, NotYet when it was decided or the rules are not met."""
        self.begin_change(by=by)
        if outcome == Outcome.APPROVED and (obstacles := self.why_not_approve()):
            raise NotYet(*obstacles)
        self.outcome, self.decided_by, self.decided_at = outcome, by, timezone.now()
        self.save(update_fields=["outcome", "decided_by", "decided_at"])
        if outcome == Outcome.APPROVED:
            self.carry_out(by=by)

    def gives(self, right: SiteRight, *, to: "User") -> bool:
        return to.has_site_right(right) and to.pk not in (self.asked_by_id, self.user_id)

    def not_given(self, right: SiteRight, *, to: "User") -> str:
        if not to.has_site_right(right):
            return f"Only a service manager can decide about {self.about_what}."
        return "Somebody else must decide: it cannot be approved by the person who asked or whom it is about."

    def why_not_any_more(self) -> list[str]:
        return [] if self.is_waiting else ["This has been decided already."]

    def why_not_approve(self) -> list[str]:
        """The sentences of what stands in the way now."""
        return []

    def carry_out(self, *, by: "User") -> None:
        """Do what was agreed. Each kind of change says how."""
        raise NotImplementedError
