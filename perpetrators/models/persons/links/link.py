"""What joins a person of concern to a child, to another person of concern, or to a place."""

from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least

from cases.models import Child, Restriction
from emerald.audit.history import track_history
from emerald.clock import now
from perpetrators.models.persons.links.recording import Kept
from perpetrators.models.persons.person import PersonOfConcern
from perpetrators.models.places.place import Place


class Confidence(models.TextChoices):
    """How sure it is that the link is there; drawn solid where confirmed, dashed where not."""

    CONFIRMED = "confirmed", "Confirmed"
    SUSPECTED = "suspected", "Suspected"


class SourceGrade(models.TextChoices):
    """How far the source can be relied on (GK: the police's 3x5x2 form; check locally)."""

    RELIABLE = "1", "Reliable"
    UNTESTED = "2", "Not tested"
    UNRELIABLE = "3", "Not reliable"


class Assessed(models.TextChoices):
    """How the source knows (GK: the police's 3x5x2 form; check locally)."""

    DIRECTLY = "A", "Known to the source directly"
    CORROBORATED = "B", "Known indirectly, and supported by something else"
    INDIRECTLY = "C", "Known indirectly"
    UNKNOWN = "D", "Not known how"
    SUSPECTED_FALSE = "E", "Thought to be false"


class Handling(models.TextChoices):
    """Who may be told of it (GK: the police's 3x5x2 form; check locally). With conditions: police liaison alone."""

    PERMITTED = "P", "May be shared with the team"
    CONDITIONS = "C", "Shared only under conditions: police liaison reads it"


class LinkQuerySet(models.QuerySet["Link"]):
    def current(self) -> Self:
        return self.filter(ended_at=None)

    def touching(self, person: Any) -> Self:
        """Those with this person of concern at either end."""
        return self.filter(Q(person=person) | Q(other=person))

    def beyond(self, shown: Any) -> Self:
        """Those which a reader who is shown the links with the keys `shown` hears to be there too. A restricted
        record takes no part in it: nobody hears that there is one."""
        return self.exclude(pk__in=shown).exclude(child__in=Restriction.objects.in_force().values("child"))

    def with_ends(self) -> Self:
        return self.select_related("person", "other", "place", "child", "recorded_by", "ended_by")


# Whoever writes: a child who is of concern too is not of concern to themself (`persons.child_record`).
NOT_TO_THEMSELF = pgtrigger.Trigger(
    name="link_is_to_somebody_else",
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("person_id", "child_id", "ended_at"),
    when=pgtrigger.Before,
    condition=pgtrigger.Q(new__child__isnull=False, new__ended_at__isnull=True),
    func="""
        IF EXISTS (SELECT FROM perpetrators_childrecord own WHERE own.person_id = NEW.person_id
                   AND own.child_id = NEW.child_id AND own.ended_at IS NULL) THEN
            RAISE EXCEPTION 'nobody is of concern to themself' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    """,
)


@track_history()
class Link(Kept, models.Model):
    person = models.ForeignKey(PersonOfConcern, on_delete=models.PROTECT, related_name="links")
    # Exactly one of these three.
    child = models.ForeignKey(Child, on_delete=models.PROTECT, null=True, blank=True, related_name="suspect_links")
    other = models.ForeignKey(
        PersonOfConcern, on_delete=models.PROTECT, null=True, blank=True, related_name="links_from_others"
    )
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, blank=True, related_name="links")
    nature = models.CharField(max_length=160)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    confidence = models.CharField(max_length=10, choices=Confidence, default=Confidence.SUSPECTED)
    detail = models.TextField(blank=True)
    source = models.CharField("where it comes from", max_length=200, blank=True)
    # Intelligence is not fact: it says so wherever it is shown, and how it may be handled.
    is_intelligence = models.BooleanField(default=False)
    source_grade = models.CharField(max_length=1, choices=SourceGrade, blank=True)
    assessed = models.CharField(max_length=1, choices=Assessed, blank=True)
    handling = models.CharField(max_length=1, choices=Handling, blank=True)
    handling_conditions = models.CharField(max_length=300, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=now, editable=False)
    # Taken back, not deleted: recorded by mistake or no longer thought so. `until` is when it ended in the world.
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    because = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = LinkQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["child", "person"], name="link_of_child")]
        constraints = [
            models.CheckConstraint(
                condition=Q(child__isnull=False, other__isnull=True, place__isnull=True)
                | Q(child__isnull=True, other__isnull=False, place__isnull=True)
                | Q(child__isnull=True, other__isnull=True, place__isnull=False),
                name="link_has_one_other_end",
            ),
            models.CheckConstraint(
                condition=Q(other__isnull=True) | ~Q(other=F("person")), name="link_joins_two_people"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(since__isnull=True) | Q(until__gte=F("since")),
                name="link_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(is_intelligence=False) | (~Q(handling="") & ~Q(source_grade="") & ~Q(assessed="")),
                name="intelligence_is_graded",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None, because="")
                | (Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(because="")),
                name="link_end_has_who_and_why",
            ),
            models.UniqueConstraint(
                fields=["person", "child"],
                condition=Q(ended_at=None, child__isnull=False),
                name="one_link_of_person_and_child",
            ),
            models.UniqueConstraint(
                fields=["person", "place"],
                condition=Q(ended_at=None, place__isnull=False),
                name="one_link_of_person_and_place",
            ),
            # Whichever of the two it was written from.
            models.UniqueConstraint(
                Least("person", "other"),
                Greatest("person", "other"),
                condition=Q(ended_at=None, other__isnull=False),
                name="one_link_of_two_people",
            ),
        ]

        triggers = [NOT_TO_THEMSELF]

    def __str__(self) -> str:
        return f"{self.person_id} {self.nature}"

    @property
    def has_conditions(self) -> bool:
        """Police intelligence that is shared only under conditions."""
        return self.handling == Handling.CONDITIONS
