"""By what a person of concern or a place is known and found again: names, numbers, plates, handles, addresses."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from emerald.audit.history import track_history
from emerald.clock import now
from emerald.database.gathered import Gathered
from emerald.text.plates import MANY, ONE, plate_pattern
from perpetrators.models.persons.identifiers.fragment import KEEP_FRAGMENTS, Fragment
from perpetrators.models.persons.person import PersonOfConcern
from perpetrators.models.places.place import Place
from perpetrators.models.register.matching import match_of, says_enough


class ParticularKind(models.TextChoices):
    NAME = "name", "Other name"
    NICKNAME = "nickname", "Nickname"
    PHONE = "phone", "Telephone"
    EMAIL = "email", "E-mail address"
    HANDLE = "handle", "Online handle"
    VEHICLE = "vehicle", "Vehicle"
    ADDRESS = "address", "Address"
    LICENCE = "licence", "Licence held"
    POLICE = "police", "Police reference"


class ParticularQuerySet(models.QuerySet["Particular"]):
    def of_key(self, pk: int) -> "Particular | None":
        return self.filter(pk=pk).first()

    def plates_like(self, plates: Iterable[str]) -> Q:
        """Those vehicles that `plates_meet` calls alike with one of `plates` (as `match_of` gives them), and a few more
        of which something is not known."""
        plates = [plate for plate in plates if says_enough(ParticularKind.VEHICLE, plate)]
        alike = Q(match__contains=ONE) | Q(match__contains=MANY)
        for plate in plates:
            alike |= Q(match__regex=plate_pattern(plate))
        return Q(Gathered("pk", Fragment.objects.of_plates(plates).values("particular")), alike)

    def phones_ending(self, digits: str) -> Q:
        """Those telephone numbers that end with `digits`."""
        return Q(Gathered("pk", Fragment.objects.of_ending(digits).values("particular")))


@track_history(exclude=["match"])
class Particular(models.Model):
    person = models.ForeignKey(
        PersonOfConcern, on_delete=models.CASCADE, null=True, blank=True, related_name="particulars"
    )
    place = models.ForeignKey(Place, on_delete=models.CASCADE, null=True, blank=True, related_name="particulars")
    kind = models.CharField(max_length=10, choices=ParticularKind)
    value = models.CharField(max_length=300)  # as it was written; of an address its lines; "?" in a plate not known
    detail = models.CharField(max_length=200, blank=True)  # the platform, make and colour, licensing authority
    # `value` brought to one form, by which the same one is found elsewhere (`perpetrators.models.register.matching`).
    match = models.CharField(max_length=120, blank=True, editable=False)
    source = models.CharField(max_length=200, blank=True)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=now, editable=False)

    objects = ParticularQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["kind", "pk"]
        indexes = [models.Index(fields=["kind", "match"], name="particular_by_match")]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, place__isnull=True) | Q(person__isnull=True, place__isnull=False),
                name="particular_is_of_one",
            ),
            models.CheckConstraint(condition=~Q(value=""), name="particular_says_something"),
        ]
        triggers = KEEP_FRAGMENTS

    def __str__(self) -> str:
        return self.get_kind_display()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """The form by which it is compared follows what it says."""
        self.match = match_of(self.kind, self.value)
        super().save(*args, **kwargs)

    def problems(self) -> dict[str, str]:
        """What cannot be so, by the question it is about."""
        if self.since and self.until and self.until < self.since:
            return {"until": "The end cannot be before the start"}
        return {}

    @property
    def is_over(self) -> bool:
        return self.until is not None and self.until < timezone.localdate()
