"""The questions one asks of sessions, each by its name."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Value
from django.db.models.functions import Coalesce, Left, NullIf
from django.utils import timezone

from interventions.notes.models.queries import IN_A_LIST, NoteQuerySet
from interventions.sessions.models.attendance import Attendance
from interventions.timescales import LOCKED_AFTER


class SessionQuerySet(NoteQuerySet):
    at = "held_at"

    def not_locked(self) -> Self:
        """Those whose text their author can still put right."""
        return self.not_in_error().filter(recorded_at__gt=timezone.now() - LOCKED_AFTER)

    def held(self) -> Self:
        """Those in which the child was seen."""
        return self.not_in_error().filter(attendance=Attendance.HELD)

    def latest_day(self) -> date | None:
        """The day (Europe/London) of the latest of these, or None."""
        latest = self.aggregate(latest=models.Max("held_at"))["latest"]
        return timezone.localdate(latest) if latest else None

    def of_key(self, pk: int) -> Any:
        return self.with_people().select_related("group", "struck_out__by", "plan").filter(pk=pk).first()

    def for_a_list(self) -> Self:
        """Ready for a list: of the long texts only how what happened, or why nothing did, begins (`beginning`) leaves
        the database."""
        text = Coalesce(NullIf("what_happened", Value("")), "why_not_held")
        return (
            self.with_people()
            .annotate(beginning=Left(text, IN_A_LIST + 1))
            .defer(
                "what_happened", "childs_words", "why_not_held", "aims", "analysis", "late_reason", "next_step_outcome"
            )
        )

    def whole(self) -> Self:
        """With every text and everything added later, oldest first."""
        return (
            self.select_related("recorded_by", "group", "struck_out__by")
            .prefetch_related("addenda__written_by")
            .order_by("held_at", "pk")
        )

    def places(self) -> list[str]:
        """Where these sessions were held, the latest first, each once."""
        latest = self.order_by().values("place").annotate(latest=models.Max("held_at")).order_by("-latest")
        return list(latest.values_list("place", flat=True)[:20])
