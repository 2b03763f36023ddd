"""A restricted record: only people on a named list can open any episode of the child's.

It belongs to the child and not to one case, because every episode shows the same child's details.
Source: DOMAIN.md section 7, rule 2: the categories, a named list, a review every 90 days.
"""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from emerald.audit.history import track_history
from emerald.clock import now


class Category(models.TextChoices):
    HIGH_PROFILE = "high_profile", "High profile, or witness protection"
    STAFF = "staff", "A relative of staff or of a council member"
    HIGH_RISK = "high_risk", "High risk to the child if it were known"
    ADOPTION = "adoption", "Adoption"


class RestrictionQuerySet(models.QuerySet["Restriction"]):
    def in_force(self) -> Self:
        return self.filter(lifted_at=None)

    def lifted(self) -> Self:
        return self.filter(lifted_at__isnull=False)

    def with_people(self) -> Self:
        return self.select_related("made_by", "lifted_by").prefetch_related("names__user")


@track_history()
class Restriction(models.Model):
    child = models.ForeignKey("cases.Child", on_delete=models.PROTECT, related_name="restrictions")
    category = models.CharField(max_length=20, choices=Category)
    because = models.TextField()
    named: Any = models.ManyToManyField(settings.AUTH_USER_MODEL, through="RestrictionName", related_name="+")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=now)
    review_on = models.DateField()
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    lifted_at = models.DateTimeField(null=True, blank=True)

    objects = RestrictionQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.UniqueConstraint(fields=["child"], condition=Q(lifted_at=None), name="one_restriction_in_force"),
            models.CheckConstraint(
                condition=Q(lifted_at=None, lifted_by=None) | Q(lifted_at__isnull=False, lifted_by__isnull=False),
                name="restriction_lifted_has_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return self.get_category_display()


@track_history()
class RestrictionName(models.Model):
    """One name on the list of a restricted record."""

    restriction = models.ForeignKey(Restriction, on_delete=models.CASCADE, db_index=False, related_name="names")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["restriction", "user"], name="named_once")]

    def __str__(self) -> str:
        return f"{self.user}"
