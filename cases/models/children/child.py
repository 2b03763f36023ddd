"""A child: who they are, by every name and number they are known by. One child, one or more case episodes."""

from datetime import date
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Min, Q
from django.utils import timezone

from cases.models.children.census import Ethnicity, Sex, SpecialNeeds
from cases.models.children.corrections import Correctable
from cases.models.children.details import LookedAfterPeriod
from cases.models.children.identifiers import clean_nhs_number, clean_upn
from cases.models.children.identity_match import ChildQuerySet
from cases.models.children.numbered import Numbered
from emerald.audit.history import track_history
from emerald.day_rules import problem_in_future
from emerald.text.names import LONGEST_KEY, name_keys_of
from emerald.text.spelling import LONGEST_SOUND, sounds_of
from emerald.text.words import beginnings_of
from emerald.words import day_in_words

AT_SCHOOL = "@"  # before the beginnings of a school's words
OLDEST = 25  # an estimate above this is a slip of the keyboard


@track_history(exclude=["beginnings", "name_keys"])  # made of the names and the school, which are kept
class Child(Correctable, Numbered, models.Model):
    given_names = models.CharField(max_length=120)
    family_name = models.CharField(max_length=120)
    preferred_name = models.CharField(max_length=120, blank=True)
    sounds = ArrayField(models.CharField(max_length=LONGEST_SOUND), default=list, editable=False)
    beginnings = ArrayField(models.CharField(max_length=40), default=list, editable=False)
    name_keys = ArrayField(models.CharField(max_length=LONGEST_KEY), default=list, db_default=[], editable=False)

    date_of_birth = models.DateField(null=True, blank=True)
    estimated_age = models.PositiveSmallIntegerField(null=True, blank=True, validators=[MaxValueValidator(OLDEST)])
    estimated_on = models.DateField(null=True, blank=True)
    died_on = models.DateField(null=True, blank=True)
    sex = models.CharField(max_length=1, choices=Sex, default=Sex.UNKNOWN)
    gender_identity = models.CharField(max_length=120, blank=True)
    ethnicity = models.CharField(max_length=4, choices=Ethnicity, default=Ethnicity.NOBT)
    first_language = models.CharField(max_length=80, blank=True)
    interpreter_needed = models.BooleanField(default=False)
    special_needs = models.CharField(max_length=8, choices=SpecialNeeds, default=SpecialNeeds.UNKNOWN)
    special_needs_notes = models.TextField(blank=True)
    school = models.CharField(max_length=160, blank=True)

    nhs_number = models.CharField(max_length=10, blank=True, validators=[clean_nhs_number])  # type: ignore[list-item]  # it returns the number as well
    upn = models.CharField(max_length=13, blank=True, validators=[clean_upn])  # type: ignore[list-item]  # likewise
    social_care_id = models.CharField(max_length=40, blank=True)
    # Which of the numbers stand on another record too: kept as typed, and a manager is asked whose they are.
    in_question = ArrayField(models.CharField(max_length=20), default=list, editable=False)
    safe_contact_notes = models.TextField(blank=True)

    version = models.PositiveIntegerField(default=1)

    objects = ChildQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "children"
        indexes = [
            GinIndex(fields=["sounds"], name="child_sounds"),
            GinIndex(fields=["beginnings"], name="child_beginnings"),
            GinIndex(fields=["name_keys"], name="child_name_keys"),
            models.Index(fields=["date_of_birth"], name="child_born"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(date_of_birth__isnull=False, estimated_age__isnull=True, estimated_on__isnull=True)
                | Q(date_of_birth__isnull=True, estimated_age__isnull=False, estimated_on__isnull=False),
                name="child_has_birth_date_or_estimated_age",
            ),
            models.CheckConstraint(
                condition=Q(estimated_age__isnull=True) | Q(estimated_age__lte=OLDEST),
                name="child_estimated_age_is_a_young_persons",
            ),
            models.CheckConstraint(
                condition=Q(died_on=None) | Q(date_of_birth=None) | Q(died_on__gte=F("date_of_birth")),
                name="child_died_after_birth",
            ),
            models.CheckConstraint(
                condition=Q(nhs_number="") | Q(nhs_number__regex="^[0-9]{10}$"), name="child_nhs_number_has_10_digits"
            ),
            models.CheckConstraint(
                condition=Q(upn="") | Q(upn__regex="^[A-Z][0-9]{11}[0-9A-Z]$"),
                name="child_upn_has_a_letter_and_12_more",
            ),
            models.UniqueConstraint(
                fields=["nhs_number"],
                name="one_child_per_settled_nhs_number",
                condition=~Q(nhs_number="") & ~Q(in_question__contains=["nhs_number"]),
            ),
            models.UniqueConstraint(
                fields=["upn"],
                name="one_child_per_settled_upn",
                condition=~Q(upn="") & ~Q(in_question__contains=["upn"]),
            ),
            models.UniqueConstraint(
                fields=["social_care_id"],
                name="one_child_per_settled_social_care_id",
                condition=~Q(social_care_id="") & ~Q(in_question__contains=["social_care_id"]),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return f"{self.preferred_name or self.given_names} {self.family_name}".strip()

    @property
    def full_name(self) -> str:
        return f"{self.given_names} {self.family_name}".strip()

    def age_on(self, day: date) -> int:
        """Whole years on `day`: counted from the birthday, or from the day the age was estimated. Nobody grows older
        than on the day they died."""
        day = min(day, self.died_on) if self.died_on else day
        if self.date_of_birth:
            born = self.date_of_birth
            return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
        # One of the two is known: a constraint holds it.
        return self.estimated_age + (day - self.estimated_on).days // 365  # type: ignore[operator]  # see above

    @property
    def age(self) -> int:
        return self.age_on(timezone.localdate())

    @property
    def age_in_words(self) -> str:
        age = f"{self.age}" if self.date_of_birth else f"about {self.age}"
        return f"{age} when they died" if self.died_on else age

    @property
    def born_in_words(self) -> str:
        """By which two children of one name are told apart; empty where the day is not known."""
        return f"born {day_in_words(self.date_of_birth)}" if self.date_of_birth else ""

    @property
    def age_and_birth(self) -> str:
        """For a heading and a result: "14, born 4 May 2012", or with the day of death in front."""
        died = f"died {day_in_words(self.died_on)}, " if self.died_on else ""
        return died + ", ".join(filter(None, (self.age_in_words, self.born_in_words)))

    def was_born_by(self, day: date) -> bool:
        """False only when the date of birth is known and later than `day`."""
        return self.date_of_birth is None or self.date_of_birth <= day

    def problems(self) -> dict[str, str]:
        """What cannot be true, by the question it is about: a child is born before anything happened to them."""
        if self.died_on and (ahead := problem_in_future("died_on", self.died_on, "Day of death")):
            return ahead
        if self.date_of_birth is None:
            return {}
        if self.died_on and self.died_on < self.date_of_birth:
            return {"died_on": "Day of death is before the date of birth. Check the year"}
        if ahead := problem_in_future("date_of_birth", self.date_of_birth, "Date of birth"):
            return ahead
        if not self.pk:
            return {}
        opened, seen = self.cases.aggregate(opened=Min("opened_on"), seen=Min("last_seen_on")).values()
        since = min((one.started_on for one in self.looked_after_periods.all()), default=None)
        for day, what in (
            (opened, "a case of this child was opened"),
            (seen, "the child was last seen"),
            (since, "the child began to be looked after"),
        ):
            if day and day < self.date_of_birth:
                return {"date_of_birth": f"Date of birth is after the day {what}. Check the year"}
        return {}

    @property
    def nhs_number_spaced(self) -> str:
        return " ".join(filter(None, (self.nhs_number[:3], self.nhs_number[3:6], self.nhs_number[6:])))

    def with_details(self) -> Self:
        """Itself, with everything it has several of already read: five questions however much there is."""
        models.prefetch_related_objects(
            [self], "also_known_as", "looked_after_periods", "addresses", "carers", "professionals"
        )
        return self

    @property
    def looked_after(self) -> LookedAfterPeriod | None:
        """The period of being looked after that runs today, or that ran on the day the child died; or None."""
        day = self.died_on or timezone.localdate()
        return next((period for period in self.looked_after_periods.all() if period.runs_on(day)), None)

    def listen(self) -> None:
        """Bring what the child is found by in step: `sounds` and `name_keys` of every name they are known by, and
        `beginnings` of the names and of the school. Call after one of them has changed."""
        also = list(self.also_known_as.values_list("name", flat=True)) if self.pk else []
        names = [self.given_names, self.family_name, self.preferred_name, *also]
        self.sounds, self.name_keys = sounds_of(*names), name_keys_of(*names)
        self.beginnings = beginnings_of(*names) + beginnings_of(self.school, mark=AT_SCHOOL)
