"""The questions one asks of sessions, each by its name."""

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce, Left, NullIf
from django.utils import timezone

from interventions.models.attendance import Attendance
from interventions.timescales import LOCKED_AFTER

IN_A_LIST = 300  # characters of a session's text that a list of sessions shows


class SessionQuerySet(models.QuerySet):
    def with_next_step_open(self):
        return self.not_in_error().filter(next_step_done_on=None).exclude(next_step="")

    def not_in_error(self):
        return self.filter(struck_out=None)

    def not_locked(self):
        """Those whose text their author can still put right."""
        return self.not_in_error().filter(recorded_at__gt=timezone.now() - LOCKED_AFTER)

    def held(self):
        """Those in which the child was seen."""
        return self.not_in_error().filter(attendance=Attendance.HELD)

    def of_open_cases(self):
        return self.exclude(case__closed_on__isnull=False)

    def latest_day(self):
        """The day (Europe/London) of the latest of these, or None."""
        latest = self.aggregate(latest=models.Max("held_at"))["latest"]
        return latest and timezone.localdate(latest)

    def by_next_step(self):
        """What is due first comes first; what has no day comes last."""
        return self.order_by(F("next_step_on").asc(nulls_last=True), "held_at", "pk")

    def newest_first(self):
        return self.order_by("-held_at", "-pk")

    def with_people(self):
        return self.select_related("recorded_by", "next_step_done_by", "struck_out")

    def for_a_list(self):
        """Ready for a list: of the long texts only how what happened, or why nothing did, begins (`beginning`) leaves
        the database."""
        text = Coalesce(NullIf("what_happened", Value("")), "why_not_held")
        return self.with_people().annotate(beginning=Left(text, IN_A_LIST + 1)).defer(
            "what_happened", "childs_words", "why_not_held", "aims", "analysis", "late_reason", "next_step_outcome")

    def whole(self):
        """With every text and everything added later, oldest first."""
        return self.select_related("recorded_by").prefetch_related("addenda__written_by").order_by("held_at", "pk")

    def of_key(self, pk):
        """The one with this key among these, or None."""
        return self.with_people().select_related("group", "struck_out__by", "plan").filter(pk=pk).first()

    def older_than(self, key):
        """The page, newest first, after the session with this key; all of them when there is no such session here."""
        last = self.filter(pk=key).first() if key else None
        return self if last is None else self.filter(
            Q(held_at__lt=last.held_at) | Q(held_at=last.held_at, pk__lt=last.pk))

    def places(self):
        """Where these sessions were held, the latest first, each once."""
        latest = self.order_by().values("place").annotate(latest=models.Max("held_at")).order_by("-latest")
        return list(latest.values_list("place", flat=True)[:20])


class VersionQuerySet(models.QuerySet):
    """Of the kept history of sessions."""

    def before(self, session):
        """The session as it stood in each version before its present one, the first version first."""
        kept = self.filter(pgh_obj_id=session.pk, version__lt=session.version)
        return kept.order_by("version", "pgh_id").distinct("version")
