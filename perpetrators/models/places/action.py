"""One thing that is to be done at a place."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone

from cases.models.planning.action import Action, ActionQuerySet, action_constraints
from emerald.accounts.permissions import Right
from emerald.audit.history import track_history
from perpetrators.models.places.place import Place
from perpetrators.models.places.recording import why_not_action


@track_history()
class PlaceAction(Action):
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="actions")

    part_of, right_to_change = "place", Right.RECORD_SUSPECTS

    objects = ActionQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(fields=["place", "due_on"], name="place_action_of_place"),
            models.Index(fields=["due_on", "id"], condition=Q(status="open"), name="place_action_waiting"),
        ]
        constraints = action_constraints("place_action")

    def __str__(self) -> str:
        return f"action by {self.due_on}"

    @property
    def began(self) -> tuple[date, str]:
        return timezone.localdate(self.place.recorded_at), "the place was recorded"

    def why_not_so(self, **facts: Any) -> list[str]:
        return why_not_action(self.place, **facts)
