"""What was answered last time, for each indicator of now: also where its words have changed in between."""

from typing import Any

from cases.models.risk.indicators import Indicator


class PreviousAnswers:
    """The answers of `assessment` (None: there was none), found by the indicator or by one it came in place of."""

    def __init__(self, assessment: Any | None) -> None:
        self.assessment = assessment
        self.answers = {one.indicator_id: one for one in assessment.answers.with_indicators()} if assessment else {}
        # The whole set is small, and a chain of rewordings has no fixed length.
        self.before = dict(Indicator.objects.exclude(replaces=None).values_list("pk", "replaces")) if assessment else {}

    def of(self, indicator: Indicator) -> Any:
        """The RiskAnswer, or None. Its own `indicator` has the words that were asked then."""
        key: int | None = indicator.pk
        while key is not None and key not in self.answers:
            key = self.before.get(key)
        return self.answers.get(key)
