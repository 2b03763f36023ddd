"""The questions one asks of assessments and their answers, each by its name."""

from collections.abc import Mapping
from typing import Any, Self

from django.db import models
from django.db.models import F, Model, Q

from cases.models.base.working_days import WorkingDaysAfter
from cases.models.risk.words import Status
from cases.timescales import SIGN_OFF_WORKING_DAYS

WORDS = ("said", "evidence", "source", "source_detail")


class AssessmentQuerySet(models.QuerySet[Any]):
    def signed_off(self) -> Self:
        return self.filter(status=Status.SIGNED_OFF)

    def under_way(self) -> Self:
        """Being written, returned, or waiting for sign-off: one of a case at most."""
        return self.exclude(status=Status.SIGNED_OFF)

    def waiting(self) -> Self:
        """Those a manager has to sign off or return, each with `due_on` (a date): SIGN_OFF_WORKING_DAYS after."""
        return self.filter(status=Status.SUBMITTED).annotate(
            due_on=WorkingDaysAfter(F("submitted_at__date"), SIGN_OFF_WORKING_DAYS)
        )

    def newest_first(self) -> Self:
        """The last decided first; what is under way stands before all others."""
        return self.order_by(F("decided_at").desc(nulls_first=True), "-pk")

    def in_order(self) -> Self:
        return self.order_by("decided_at", "pk")

    def with_people(self) -> Self:
        return self.select_related("started_by", "submitted_by", "decided_by", "changed_by")

    def of_key(self, pk: int) -> Any:
        """The one with this key among these, or None."""
        return self.with_people().filter(pk=pk).first()


class AnswerQuerySet(models.QuerySet[Any]):
    def with_indicators(self) -> Self:
        return self.select_related("indicator__replacement", "indicator__replaces")

    def store(self, assessment: Model, answers: Mapping[int, Mapping[str, str]]) -> None:
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

    def count_those_in_force(self) -> None:
        """Decide which of these answers count: those to indicators that are still asked."""
        for in_force in (True, False):
            self.filter(Q(indicator__active_to=None) if in_force else ~Q(indicator__active_to=None)).exclude(
                counts=in_force
            ).update(counts=in_force)
