"""Time away: who is told instead. Why somebody is away is nobody's business here and has no field."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from emerald.accounts.models import User
from emerald.accounts.permissions import SiteRight
from emerald.audit.history import track_history
from emerald.clock import now
from emerald.day_rules import why_in_past
from emerald.guards import NotYet, NotYours
from emerald.words import day_in_words


class AbsenceQuerySet(models.QuerySet["Absence"]):
    def not_over(self, today: date | None = None) -> Self:
        """Those running on `today` (Europe/London, default today) or still to come."""
        return self.filter(until__gte=today or timezone.localdate(), ended_at=None)

    def on(self, day: date) -> Self:
        return self.not_over(day).filter(starts__lte=day)

    def of(self, person: User) -> "AbsenceQuerySet":
        return self.filter(person=person).select_related("covered_by", "made_by").order_by("starts")

    def covered_by_now(self, person: User) -> Self:
        """Absences of others that `person` covers today."""
        return self.on(timezone.localdate()).filter(covered_by=person).select_related("person")


@track_history()
class Absence(models.Model):
    """From the first day away to the last, both counted, Europe/London. Ended early it ends at once."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="absences")
    starts = models.DateField()
    until = models.DateField()
    covered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["until", "person"], name="absence_by_end")]
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=F("starts")), name="absence_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(covered_by=None) | ~Q(covered_by=F("person")), name="absence_covered_by_somebody_else"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} until {self.until}"

    @classmethod
    def of(cls, person: User) -> "AbsenceQuerySet":
        """All time away of this person, the earliest first."""
        return cls.objects.of(person)

    @classmethod
    def covered_today_by(cls, person: User) -> "AbsenceQuerySet":
        """Whom this person covers for today."""
        return cls.objects.covered_by_now(person)

    @property
    def is_running(self) -> bool:
        return self.ended_at is None and self.starts <= timezone.localdate() <= self.until

    @classmethod
    @transaction.atomic
    def arrange(cls, person: User, *, by: User, starts: date, until: date, covered_by: User | None = None) -> "Absence":
        """`person` is away from `starts` to `until`. Raises NotYours, NotYet with the sentences."""
        refuse_others(person, by)
        User.objects.select_for_update(no_key=True).get(pk=person.pk)  # two windows at once would both find no overlap
        obstacles = why_not_away(person, starts=starts, until=until, covered_by=covered_by)
        if obstacles:
            raise NotYet(*obstacles)
        return cls.objects.create(person=person, starts=starts, until=until, covered_by=covered_by, made_by=by)

    def end(self, *, by: User) -> None:
        """Back again, or not going after all."""
        refuse_others(self.person, by)
        self.ended_at = now()
        self.save(update_fields=["ended_at"])


def may_arrange(person: User, by: User) -> bool:
    """Whether `by` may arrange this person's time away: their own, or of somebody in a team they manage."""
    return by.pk == person.pk or (
        by.has_site_right(SiteRight.HAND_OVER) and person.teams.filter(memberships__user=by).exists()
    )


def refuse_others(person: User, by: User) -> None:
    """Raises NotYours unless `by` may arrange it."""
    if not may_arrange(person, by):
        raise NotYours(f"Only {person.name}, or a manager of their team, can arrange their time away.")


def why_not_away(person: User, *, starts: date, until: date, covered_by: User | None) -> list[str]:
    """What stands in the way of this time away."""
    sentences = []
    if until < starts:
        sentences.append("The last day away cannot be before the first.")
    sentences += why_in_past(until, "The last day away")
    others = Absence.objects.of(person).not_over().filter(starts__lte=until, until__gte=starts)
    if other := others.first():
        sentences.append(
            f"These days overlap with time away from {day_in_words(other.starts)} to {day_in_words(other.until)}. "
            "End that first."
        )
    if covered_by and covered_by.pk == person.pk:
        sentences.append("Somebody else must cover.")
    if covered_by and not covered_by.may_enter(until):
        sentences.append(f"{covered_by.name}'s access ends before these days are over. Choose somebody else.")
    return sentences
