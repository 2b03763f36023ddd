"""An assessment as it was filled in: its answers in the words that were asked, beside those of the one before."""

from dataclasses import dataclass
from typing import Any

from cases.models.risk.assessment import RiskAssessment
from cases.models.risk.indicators import Indicator, by_domain
from cases.models.risk.previous_answers import PreviousAnswers


@dataclass(frozen=True)
class Line:
    indicator: Indicator
    answer: Any  # a RiskAnswer, or None while it is not answered
    last: Any  # the RiskAnswer of the assessment before, or None

    @property
    def differs(self) -> bool:
        return bool(self.answer and self.last and self.answer.said != self.last.said)


class CompletedAssessment:
    """`sections`: [(part of the child's life, [Line])]; `retired`: lines of questions retired while it was open."""

    def __init__(self, assessment: RiskAssessment) -> None:
        last = PreviousAnswers(assessment.previous)
        answers = {one.indicator: one for one in assessment.answers.with_indicators()}
        indicators = list(answers)
        if assessment.is_being_written:
            known = {one.pk for one in answers}
            indicators += [one for one in Indicator.objects.in_force() if one.pk not in known]
        lines = [Line(one, answers.get(one), last.of(one)) for one in sorted(indicators, key=_place)]
        self.previous = last.assessment
        self.sections = by_domain(
            [one for one in lines if _counts(one, assessment)], domain=lambda one: one.indicator.domain
        )
        self.retired = [one for one in lines if not _counts(one, assessment)]


def _place(indicator: Indicator) -> tuple[int, int]:
    return indicator.place, indicator.pk


def _counts(line: Line, assessment: RiskAssessment) -> bool:
    """Of what is still being written, what is asked now; of what was submitted, what was asked then."""
    return line.indicator.is_in_force if assessment.is_being_written else line.answer.counts
