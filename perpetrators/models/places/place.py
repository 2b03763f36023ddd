"""A place where children are met, taken or harmed: a hotel, a takeaway, a park, an online space."""

from typing import Self

from django.conf import settings
from django.db import models
from django.urls import reverse

from emerald.accounts.models import Team, User
from emerald.accounts.permissions import Right
from emerald.audit.history import track_history
from emerald.clock import now
from perpetrators.models.places.recording import PlaceRecording
from perpetrators.models.register.scope import Scope


class PlaceKind(models.TextChoices):
    HOTEL = "hotel", "Hotel or guest house"
    FOOD = "food", "Takeaway or restaurant"
    LICENSED = "licensed", "Pub, bar or club"
    SHOP = "shop", "Shop"
    HOME = "home", "Private address"
    TRANSPORT = "transport", "Station, bus stop or taxi rank"
    PARK = "park", "Park or open space"
    SCHOOL = "school", "Near a school or college"
    CARE = "care", "Near a children’s home"
    ONLINE = "online", "Online space"
    OTHER = "other", "Another place"


class PlaceQuerySet(models.QuerySet["Place"]):
    def visible_to(self, user: User, right: Right = Right.READ_SUSPECTS) -> Self:
        """Those `user` may see: the only way in. See `perpetrators.models.register.scope`."""
        return Scope(user).places(self, right)

    def by_name(self) -> Self:
        return self.order_by("name__in_order", "pk")


@track_history()
class Place(PlaceRecording):
    # The reader's, put there by the door.
    rights: frozenset[str]
    scope: Scope

    reference = models.CharField(max_length=16, unique=True, editable=False)
    kind = models.CharField(max_length=10, choices=PlaceKind)
    name = models.CharField(max_length=160)
    lines = models.TextField("address", blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    web_address = models.CharField(max_length=300, blank=True)
    licence = models.CharField(max_length=160, blank=True)
    concern = models.TextField("why it is of concern", blank=True)
    # The plan: what is to be achieved here; what is done by whom are its actions.
    plan_aims = models.TextField("what is to be achieved", blank=True)
    plan_changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    plan_changed_at = models.DateTimeField(null=True, blank=True, editable=False)
    area = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="places")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=now, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(fields=["name", "id"], name="place_by_name"),
            models.Index(fields=["postcode"], name="place_postcode"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(plan_aims="", plan_changed_by=None, plan_changed_at=None)
                | (~models.Q(plan_aims="") & models.Q(plan_changed_by__isnull=False, plan_changed_at__isnull=False)),
                name="place_plan_says_who_and_when",
            )
        ]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("place", args=[self.reference])
