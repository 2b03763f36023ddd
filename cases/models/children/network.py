"""The people around a child: carers, and the professional network."""

from django.db import models
from django.db.models import F

from cases.models.children.details import Ended
from emerald.audit.history import track_history


@track_history()
class Carer(Ended, models.Model):
    word = "Carer"

    child = models.ForeignKey("cases.Child", on_delete=models.CASCADE, related_name="carers")
    name = models.CharField(max_length=160)
    relationship = models.CharField(max_length=80)
    parental_responsibility = models.BooleanField(default=False)
    safe_to_contact = models.BooleanField(default=True)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    notes = models.TextField(blank=True)
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = [F("until").desc(nulls_first=True), "name__in_order"]

    def __str__(self) -> str:
        return self.name

    def problems(self) -> dict[str, str]:
        return {}


@track_history()
class Professional(Ended, models.Model):
    """Somebody in the child's professional network: school, health, police, youth justice, social worker."""

    word = "Professional"

    child = models.ForeignKey("cases.Child", on_delete=models.CASCADE, related_name="professionals")
    name = models.CharField(max_length=160)
    job = models.CharField("role", max_length=120)
    agency = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = [F("until").desc(nulls_first=True), "name__in_order"]

    def __str__(self) -> str:
        return self.name

    def problems(self) -> dict[str, str]:
        return {}
