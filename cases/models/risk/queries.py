"""The questions one asks of assessments and their answers, each by its name."""

from django.db import models
from django.db.models import F, Q

from cases.models.base.working_days import WorkingDaysAfter
from cases.models.risk.words import Status
from cases.timescales import SIGN_OFF_WORKING_DAYS

WORDS = ("said", "evidence", "source", "source_detail")


class AssessmentQuerySet(models.QuerySet):
    def signed_off(self):
        return self.filter(status=Status.SIGNED_OFF)

    def under_way(self):
        """Being written, returned, or waiting for sign-off: one of a case at most."""
        return self.exclude(status=Status.SIGNED_OFF)

    def waiting(self):
        """Those a manager has to sign off or return, each with `due_on` (a date): SIGN_OFF_WORKING_DAYS after."""
        return self.filter(status=Status.SUBMITTED).annotate(
            due_on=WorkingDaysAfter(F("submitted_at__date"), SIGN_OFF_WORKING_DAYS)
        )

    def newest_first(self):
        """The last decided first; what is under way stands before all others."""
        return self.order_by(F("decided_at").desc(nulls_first=True), "-pk")

    def in_order(self):
        return self.order_by("decided_at", "pk")

    def with_people(self):
        return self.select_related("started_by", "submitted_by", "decided_by", "changed_by")

    def of_key(self, pk):
        """The one with this key among these, or None."""
        return self.with_people().filter(pk=pk).first()


class AnswerQuerySet(models.QuerySet):
    def with_indicators(self):
        return self.select_related("indicator__replacement", "indicator__replaces")

    def store(self, assessment, answers):
        """Write these answers of `assessment`, a dict of indicator's key -> words, in one query. What was answered
        before and is not among them stays."""
        given = {key: words for key, words in answers.items() if any(words.values())}
        before = set(self.filter(indicator__in=answers).values_list("indicator", flat=True))
        rows = [
            self.model(assessment=assessment, indicator_id=key, **{name: words.get(name) or "" for name in WORDS})
            for key, words in answers.items()
            if key in given or key in before
        ]
        self.bulk_create(rows, update_conflicts=True, unique_fields=["assessment", "indicator"], update_fields=[*WORDS])

    def count_those_in_force(self):
        """Decide which of these answers count: those to indicators that are still asked."""
        for in_force in (True, False):
            self.filter(Q(indicator__active_to=None) if in_force else ~Q(indicator__active_to=None)).exclude(
                counts=in_force
            ).update(counts=in_force)
