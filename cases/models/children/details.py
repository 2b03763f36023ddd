"""What a child has several of: other names, times of being looked after, addresses, carers, professionals.

Each says in `word` how the chronology speaks of it, in `problems` what cannot be true of it, and with `rests_on` that
other records may rest on it.
"""

from datetime import date
from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils import timezone

from cases.models.children.census import LegalBasis
from emerald.audit.history import track_history
from emerald.encrypted import EncryptedTextField, unreadable
from emerald.words import day_in_words

CANNOT_BE_READ = (
    "This address cannot be read, because the key it was encrypted with is missing. Nothing of it is lost: tell your "
    "system administrator, who can put the key back. Until then it cannot be changed; what you know of it can be added "
    "as another address."
)


class Ended:
    """The trait of a detail that it can come to an end and stays in sight afterwards."""

    until: Any

    @property
    def is_over(self) -> bool:
        return self.until is not None and self.until <= timezone.localdate()


@track_history()
class AlsoKnownAs(models.Model):
    word = "Other name"

    child = models.ForeignKey("cases.Child", on_delete=models.CASCADE, related_name="also_known_as")
    name = models.CharField(max_length=160)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["name__in_order"]
        verbose_name_plural = "also known as"

    def __str__(self) -> str:
        return self.name

    def problems(self) -> dict[str, str]:
        return {}


@track_history()
class LookedAfterPeriod(models.Model):
    word, rests_on = "Time of being looked after", True

    child = models.ForeignKey("cases.Child", on_delete=models.CASCADE, related_name="looked_after_periods")
    legal_basis = models.CharField(max_length=2, choices=LegalBasis)
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    placement = models.CharField(max_length=160, blank=True)

    class Meta:
        ordering = ["-started_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="looked_after_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["child"], condition=Q(ended_on__isnull=True), name="looked_after_once_at_a_time"
            ),
            # The child as a range of one: equality in such an index would need an extension, overlap needs none.
            ExclusionConstraint(
                name="looked_after_periods_do_not_overlap",
                expressions=[
                    (Func(F("child"), F("child"), Value("[]"), function="int8range"), RangeOperators.OVERLAPS),
                    (Func(F("started_on"), F("ended_on"), function="daterange"), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return self.get_legal_basis_display()

    def runs_on(self, day: date) -> bool:
        return self.started_on <= day and (self.ended_on is None or self.ended_on > day)

    def overlaps(self, other: "LookedAfterPeriod") -> bool:
        return (other.ended_on is None or self.started_on < other.ended_on) and (
            self.ended_on is None or other.started_on < self.ended_on
        )

    def problems(self) -> dict[str, str]:
        found = {}
        if not self.child.was_born_by(self.started_on):
            found["started_on"] = "The start is before the child’s date of birth"
        if self.ended_on and self.ended_on < self.started_on:
            found["ended_on"] = "The end cannot be before the start"
        others = [one for one in self.child.looked_after_periods.all() if one.pk != self.pk]
        if not found and (clash := next((one for one in others if self.overlaps(one)), None)):
            found["started_on"] = (
                f"The child was looked after from {day_in_words(clash.started_on)} already. "
                "Enter the end of that time first"
            )
        return found


@track_history()
class Address(Ended, models.Model):
    """Where the child lives, lived or stays. A sensitive one must never reach a letter, a pack or the wrong parent."""

    word = "Address"

    child = models.ForeignKey("cases.Child", on_delete=models.CASCADE, related_name="addresses")
    kind = models.CharField(max_length=40, default="Home")
    # Encrypted in the database, as are its kept versions: where a child is safe is the most dangerous fact there is.
    lines = EncryptedTextField()
    postcode = EncryptedTextField(max_length=8, blank=True)
    sensitive = models.BooleanField(default=False)
    why_sensitive = EncryptedTextField(max_length=300, blank=True)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = [F("until").desc(nulls_first=True), "-since", "pk"]
        verbose_name_plural = "addresses"
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(since__isnull=True) | Q(until__gte=F("since")),
                name="address_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(sensitive=False) | ~Q(why_sensitive=""), name="address_sensitive_says_why"
            ),
        ]

    def __str__(self) -> str:
        return self.kind

    @property
    def why_not_read(self) -> str:
        """The sentence for whoever would read it, or change it, while its key is missing; otherwise empty."""
        return CANNOT_BE_READ if unreadable(self) else ""

    @property
    def in_words(self) -> str:
        """Where it is, in lines; or why that cannot be told."""
        return self.why_not_read or "\n".join(filter(None, (self.lines, self.postcode)))

    def problems(self) -> dict[str, str]:
        found = {}
        if self.since and self.until and self.until < self.since:
            found["until"] = "The end cannot be before the start"
        if self.sensitive and not self.why_sensitive:
            found["why_sensitive"] = "Enter why this address is sensitive"
        return found
