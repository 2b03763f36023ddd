"""The questions of the indicators on the form of an assessment: four fields each, and what was said last time."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.forms import BaseForm, BoundField, Field
from django.forms.utils import ErrorDict

from cases.models.risk.assessment import RiskAssessment
from cases.models.risk.indicators import Domain, Indicator, by_domain
from cases.models.risk.previous_answers import PreviousAnswers
from cases.models.risk.rules import why_not_answered
from cases.models.risk.scoring import Said
from cases.models.risk.words import EvidenceSource
from emerald.govuk.fields import LongTextField, RadioField, SelectField, ShortTextField

POSTED = re.compile(r"(?:said|evidence)_([0-9]{1,9})")
PARTS = ("said", "evidence", "source", "source_detail")


@dataclass(frozen=True)
class Question:
    """One indicator as the page shows it; the four are bound fields, `last` the answer of last time or None."""

    indicator: Indicator
    said: BoundField
    evidence: BoundField
    source: BoundField
    source_detail: BoundField
    last: Any

    @property
    def has_words(self) -> bool:
        """Whether there is evidence to show whatever is answered, or something wrong with it."""
        parts = (self.evidence, self.source, self.source_detail)
        return any(part.value() or part.errors for part in parts)


class Asking:
    """What `assessment` asks now, and what it asked when the page was made (`posted`: what came back from it)."""

    def __init__(self, assessment: RiskAssessment, posted: Mapping[str, Any]) -> None:
        answers = list(assessment.answers.with_indicators())
        self.last = PreviousAnswers(assessment.previous)
        self.asked = list(Indicator.objects.in_force().as_asked().select_related("replaces"))
        mentioned = {int(found[1]) for name in posted if (found := POSTED.fullmatch(name)) and posted.get(name)}
        mentioned |= {one.indicator_id for one in answers}
        self.retired = list(Indicator.objects.retired().with_keys(mentioned).as_asked().select_related("replacement"))
        self.initial = {f"{part}_{one.indicator_id}": getattr(one, part) for one in answers for part in PARTS}

    def fields(self) -> Iterator[tuple[str, Field]]:
        for indicator in (*self.asked, *self.retired):
            words = indicator.wording
            yield f"said_{indicator.pk}", RadioField(words, choices=Said.choices, required=False, hint=indicator.hint)
            yield (
                f"evidence_{indicator.pk}",
                LongTextField(f"Evidence: {words}", called="The evidence", required=False, rows=2),
            )
            yield (
                f"source_{indicator.pk}",
                SelectField(
                    f"Source: {words}", choices=EvidenceSource.choices, required=False, empty_label="Select the source"
                ),
            )
            yield (
                f"source_detail_{indicator.pk}",
                ShortTextField(f"Who, and when: {words}", called="Who, and when", required=False, limit=200),
            )

    def answers(self, given: Mapping[str, Any]) -> dict[int, dict[str, str]]:
        """Indicator's key -> words, of what the form was given."""
        return {
            indicator.pk: {part: given.get(f"{part}_{indicator.pk}") or "" for part in PARTS}
            for indicator in (*self.asked, *self.retired)
        }

    def missing(self, given: Mapping[str, Any], errors: ErrorDict) -> Iterator[tuple[str, str]]:
        """(field, sentence) for what is not answered yet and has no error of its own."""
        for key, (part, sentence) in why_not_answered(self.answers(given), self.asked).items():
            if f"{part}_{key}" not in errors:
                yield f"{part}_{key}", sentence

    def sections(self, form: BaseForm) -> list[tuple[Domain, list[Question]]]:
        return by_domain([self._question(form, one) for one in self.asked], domain=lambda one: one.indicator.domain)

    def retired_questions(self, form: BaseForm) -> list[Question]:
        return [self._question(form, one) for one in self.retired]

    def _question(self, form: BaseForm, indicator: Indicator) -> Question:
        bound = {part: form[f"{part}_{indicator.pk}"] for part in PARTS}
        return Question(indicator, **bound, last=self.last.of(indicator))
