"""A person of concern: one shared record for everybody who is suspected or convicted of exploiting children.

Wording is "suspected" until a conviction is recorded. Source: DOMAIN.md sections 3.1, 3.5 [Y7] and 7.
"""

from datetime import date
from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from cases.models.children.census import Ethnicity, Sex
from emerald.accounts.models import Team, User
from emerald.accounts.permissions import Right, SiteRight
from emerald.audit.history import track_history
from emerald.clock import now
from emerald.files.models import StoredFile
from emerald.text.compared import InOrder
from emerald.text.names import LONGEST_KEY
from emerald.text.spelling import LONGEST_SOUND
from perpetrators.models.persons.admissions.admitting import Admitting
from perpetrators.models.persons.identifiers.recording import ParticularRecording
from perpetrators.models.persons.legal_events.legal_status import LegalStatus
from perpetrators.models.persons.legal_events.recording import LegalRecording
from perpetrators.models.persons.links.recording import LinkRecording
from perpetrators.models.persons.merging.merging import Merging
from perpetrators.models.persons.recording import PersonRecording
from perpetrators.models.register.scope import Scope


class Basis(models.TextChoices):
    """On what ethnicity or nationality is recorded; "not known" says why. Source: DOMAIN.md section 3.5 [Y7]."""

    SELF = "self", "Said so themselves"
    OFFICER = "officer", "An officer’s or worker’s impression"
    DOCUMENT = "document", "A document"
    UNKNOWN = "unknown", "Not known"


class YesNo(models.TextChoices):
    YES = "yes", "Yes"
    NO = "no", "No"
    UNKNOWN = "unknown", "Not known"


BY_NAME = ("family_name__in_order", "given_names__in_order", "called__in_order", "pk")

# Whoever writes: a record that was merged stands by itself again only where two people agreed to undo that.
STAYS_MERGED = pgtrigger.Trigger(
    name="stays_merged",
    operation=pgtrigger.UpdateOf("merged_into_id"),
    when=pgtrigger.Before,
    condition=pgtrigger.Q(old__merged_into__isnull=False, new__merged_into__isnull=True),
    func="""
        IF NOT EXISTS (SELECT FROM perpetrators_undoing undoing
                       JOIN perpetrators_merge merge ON merge.id = undoing.merge_id
                       WHERE merge.gone_id = NEW.id AND merge.kept_id = OLD.merged_into_id
                       AND undoing.answer = 'agreed') THEN
            RAISE EXCEPTION 'a merge is undone by two people' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    """,
)


class PersonQuerySet(models.QuerySet["PersonOfConcern"]):
    def visible_to(self, user: User, right: Right = Right.HEAR_OF_SUSPECTS) -> Self:
        """Those on whom `user` holds `right`: the only way in. See `perpetrators.models.register.scope`."""
        return Scope(user).persons(self, right)

    def active(self) -> Self:
        """Without those merged into another record."""
        return self.filter(merged_into=None)

    def of_reference(self, reference: str) -> Self:
        """The record of this reference, or the one it was merged into."""
        return self.active().filter(
            pk__in=self.model.objects.filter(reference=reference).values(stays=Coalesce("merged_into", "pk"))
        )

    def with_people(self) -> Self:
        return self.select_related("officer", "area", "merged_into", "photograph")

    def without_officer(self) -> Self:
        """Those whom no police liaison officer whose access is in force looks after."""
        return self.exclude(officer__in=User.objects.with_site_right(SiteRight.KEEP_REGISTER))

    def of_child(self, key: int) -> Self:
        """Those linked to this child today."""
        link: Any = self.model.links.rel.related_model  # which stands further out
        links = link.objects.current().filter(child=key)
        return self.filter(pk__in=links.values("person"))

    def by_name(self) -> Self:
        return self.order_by(*BY_NAME)


@track_history(exclude=["sounds", "beginnings", "name_keys"], read_by_pages=True)
class PersonOfConcern(
    PersonRecording, ParticularRecording, LinkRecording, Admitting, LegalRecording, Merging, models.Model
):
    # The reader's, put there by the door.
    rights: frozenset[str]
    scope: Scope

    reference = models.CharField(max_length=16, unique=True, editable=False)
    given_names = models.CharField(max_length=120, blank=True)
    family_name = models.CharField(max_length=120, blank=True)
    called = models.CharField("what they are called, where no name is known", max_length=120, blank=True)
    # Of the names and nicknames, as on a child: what they are found by.
    sounds = ArrayField(models.CharField(max_length=LONGEST_SOUND), default=list, editable=False)
    beginnings = ArrayField(models.CharField(max_length=40), default=list, editable=False)
    name_keys = ArrayField(models.CharField(max_length=LONGEST_KEY), default=list, db_default=[], editable=False)

    date_of_birth = models.DateField(null=True, blank=True)
    estimated_age = models.PositiveSmallIntegerField(null=True, blank=True)
    estimated_on = models.DateField(null=True, blank=True)
    sex = models.CharField(max_length=1, choices=Sex, default=Sex.UNKNOWN)
    ethnicity = models.CharField(max_length=4, choices=Ethnicity, default=Ethnicity.NOBT)
    ethnicity_basis = models.CharField(max_length=10, choices=Basis, default=Basis.UNKNOWN)
    ethnicity_why_unknown = models.CharField(max_length=200, blank=True)
    nationality = models.CharField(max_length=80, blank=True)
    nationality_basis = models.CharField(max_length=10, choices=Basis, default=Basis.UNKNOWN)
    nationality_why_unknown = models.CharField(max_length=200, blank=True)
    description = models.TextField(blank=True)
    occupation = models.CharField(max_length=160, blank=True)
    also_a_child = models.CharField("also a child or a victim", max_length=7, choices=YesNo, default=YesNo.UNKNOWN)
    legal_status = models.CharField(max_length=10, choices=LegalStatus, default=LegalStatus.SUSPECTED, editable=False)
    photograph = models.OneToOneField(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    area = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="persons_of_concern")
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="persons_of_concern"
    )  # the police liaison officer who looks after it
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=now, editable=False)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="merged"
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = PersonQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name_plural = "persons of concern"
        indexes = [
            GinIndex(fields=["sounds"], name="person_sounds"),
            GinIndex(fields=["beginnings"], name="person_beginnings"),
            GinIndex(fields=["name_keys"], name="person_name_keys"),
            models.Index(InOrder("family_name"), InOrder("given_names"), "id", name="person_in_order"),
            models.Index(fields=["officer"], name="person_of_officer"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(given_names="", family_name="", called=""), name="person_is_called_something"
            ),
            models.CheckConstraint(
                condition=Q(estimated_age__isnull=True, estimated_on__isnull=True)
                | Q(estimated_age__isnull=False, estimated_on__isnull=False, date_of_birth__isnull=True),
                name="person_age_is_born_or_estimated",
            ),
            models.CheckConstraint(condition=~Q(merged_into=models.F("pk")), name="person_is_not_merged_into_itself"),
        ]
        triggers = [STAYS_MERGED]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("person_of_concern", args=[self.reference])

    @property
    def name(self) -> str:
        return f"{self.given_names} {self.family_name}".strip() or f"“{self.called}”"

    @property
    def called_on_page(self) -> str:
        """What their page calls them. Who is under 18 is a child first, whatever a court said."""
        age = self.age_on(timezone.localdate())
        if age is not None and age < 18:
            return "Child of concern"
        return "Convicted person" if self.is_convicted else "Person of concern"

    @property
    def is_convicted(self) -> bool:
        return self.legal_status == LegalStatus.CONVICTED

    def age_on(self, day: date) -> int | None:
        """Whole years on `day`, from the birthday or from the day the age was estimated; None when not known."""
        if self.date_of_birth:
            born = self.date_of_birth
            return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
        return None if self.estimated_age is None else self.estimated_age + (day - self.estimated_on).days // 365  # type: ignore[operator]  # a constraint holds that both are known

    @property
    def age_in_words(self) -> str:
        age = self.age_on(timezone.localdate())
        return "not known" if age is None else f"{age}" if self.date_of_birth else f"about {age}"

    def whom_to_ask(self) -> str:
        """The sentence that ends every refusal: the officer who looks after the record."""
        return f"Ask {self.officer_now.name}, police liaison." if self.officer_now else "Ask a police liaison officer."
