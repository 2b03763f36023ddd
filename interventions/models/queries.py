"""The questions one asks of notes, sessions and other contacts, each by its name."""

import re

from django.db import models
from django.db.models import F, Value
from django.db.models.functions import Coalesce, Left, NullIf
from django.utils import timezone

from interventions.models.attendance import Attendance
from interventions.timescales import LOCKED_AFTER

IN_A_LIST = 300  # characters of a note's text that a list shows


class NoteQuerySet(models.QuerySet):
    """Of sessions and contacts alike; `at` names the column that says when it was."""

    at = ""

    def with_next_step_open(self):
        return self.not_in_error().filter(next_step_done_on=None).exclude(next_step="")

    def not_in_error(self):
        """Without those marked as recorded in error, which only a session can be."""
        return self

    def of_open_cases(self):
        return self.exclude(case__closed_on__isnull=False)

    def by_next_step(self):
        """What is due first comes first; what has no day comes last."""
        return self.order_by(F("next_step_on").asc(nulls_last=True), self.at, "pk")

    def newest_first(self):
        return self.order_by(f"-{self.at}", "-pk")

    def with_people(self):
        return self.select_related("recorded_by", "next_step_done_by")

    def of_key(self, pk):
        """The one with this key among these, or None."""
        return self.with_people().filter(pk=pk).first()


class SessionQuerySet(NoteQuerySet):
    at = "held_at"

    def not_in_error(self):
        return self.filter(struck_out=None)

    def not_locked(self):
        """Those whose text their author can still put right."""
        return self.not_in_error().filter(recorded_at__gt=timezone.now() - LOCKED_AFTER)

    def held(self):
        """Those in which the child was seen."""
        return self.not_in_error().filter(attendance=Attendance.HELD)

    def latest_day(self):
        """The day (Europe/London) of the latest of these, or None."""
        latest = self.aggregate(latest=models.Max("held_at"))["latest"]
        return latest and timezone.localdate(latest)

    def with_people(self):
        return super().with_people().select_related("struck_out")

    def of_key(self, pk):
        return self.with_people().select_related("group", "struck_out__by", "plan").filter(pk=pk).first()

    def for_a_list(self):
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

    def whole(self):
        """With every text and everything added later, oldest first."""
        return (
            self.select_related("recorded_by", "group", "struck_out__by")
            .prefetch_related("addenda__written_by")
            .order_by("held_at", "pk")
        )

    def places(self):
        """Where these sessions were held, the latest first, each once."""
        latest = self.order_by().values("place").annotate(latest=models.Max("held_at")).order_by("-latest")
        return list(latest.values_list("place", flat=True)[:20])


class ContactQuerySet(NoteQuerySet):
    at = "happened_at"

    def for_a_list(self):
        """Ready for a list: of the long texts only how what was said begins (`beginning`) leaves the database."""
        text = Coalesce(NullIf("what_was_said", Value("")), "decisions")
        return (
            self.with_people()
            .annotate(beginning=Left(text, IN_A_LIST + 1))
            .defer("what_was_said", "childs_words", "decisions", "analysis", "late_reason", "next_step_outcome")
        )

    def whole(self):
        """With every text and everything added later, oldest first."""
        return self.select_related("recorded_by").prefetch_related("addenda__written_by").order_by("happened_at", "pk")


def excerpt(beginning):
    """How a text begins, in whole words; `beginning` as `for_a_list` gives it."""
    if len(beginning) <= IN_A_LIST:
        return beginning
    whole_words = re.sub(r"\s+\S*$", "", beginning[:IN_A_LIST])
    return f"{whole_words}…"


class VersionQuerySet(models.QuerySet):
    """Of the kept history of notes."""

    def before(self, note):
        """The note as it stood in each version before its present one, the first version first."""
        kept = self.filter(pgh_obj_id=note.pk, version__lt=note.version)
        return kept.order_by("version", "pgh_id").distinct("version")
