"""What the answers of an assessment add up to, and the level that suggests: an offer to the practitioner, no more.

REC (our own; DOMAIN.md section 2.3 asks for weights, a sum and a judgement that may differ, and names no number): check
locally, and change the numbers here. Every assessment keeps the sum and the sentences it was submitted with.

| answer    | low | medium | high |    | sum            | suggests |
|-----------|-----|--------|------|    |----------------|----------|
| yes       | 2   | 4      | 6    |    | fewer than 14  | low      |
| possible  | 1   | 2      | 3    |    | 14 to 33       | medium   |
| no        | 0   | 0      | 0    |    | 34 and more    | high     |
| not known | 0   | 0      | 0    |

What protects a child is taken off in the same points, and never more than 8 of them: good carers do not cancel what is
being done to a child. One indicator of high weight answered yes suggests at least medium, whatever the sum.
"""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from django.conf import settings
from django.db import models

from cases.models.risk.indicators import Weight
from cases.models.risk.level import RiskLevel


class Said(models.TextChoices):
    """What can be answered (DOMAIN.md section 2.3)."""

    YES = "yes", "Yes"
    POSSIBLE = "possible", "Possible"
    NO = "no", "No"
    NOT_KNOWN = "not_known", "Not known"


POINTS = {
    Said.YES: {Weight.LOW: 2, Weight.MEDIUM: 4, Weight.HIGH: 6},
    Said.POSSIBLE: {Weight.LOW: 1, Weight.MEDIUM: 2, Weight.HIGH: 3},
}
PROTECTS_AT_MOST = 8
MEDIUM_FROM, HIGH_FROM = 14, 34
UNSURE_FROM = 3  # one in three not known
LOW_NOT_BELOW_AGE = 13  # DOMAIN.md section 2.3 [E1], LOCAL: one borough bars "low" for under-13s


@dataclass(frozen=True)
class Suggestion:
    """A level, the sum behind it, and in sentences how it came about."""

    level: str
    score: int
    how: list[str]


def points(said: str, weight: str) -> int:
    return POINTS.get(Said(said), {}).get(Weight(weight), 0)


def suggest(answers: Collection[tuple[str, str, bool]], *, no_low: str = "") -> Suggestion:
    """The Suggestion for `answers`, triples of (answer, weight, whether it protects).

    `no_low`: why low cannot be suggested for this child, or "". See `why_no_low`.
    """
    risks = [(said, weight) for said, weight, protects in answers if not protects]
    protects = sum(points(said, weight) for said, weight, protects in answers if protects)
    counted = Counter(said for said, _ in risks)
    worth = {said: sum(points(*one) for one in risks if one[0] == said) for said in POINTS}
    taken_off = min(protects, PROTECTS_AT_MOST)
    score = max(0, sum(worth.values()) - taken_off)
    how = [
        f"Yes to {counted[Said.YES]}: {_points(worth[Said.YES])}.",
        f"Possible for {counted[Said.POSSIBLE]}: {_points(worth[Said.POSSIBLE])}.",
        f"What protects the child takes off {_points(taken_off)}"
        + (f" ({protects} in all; never more than {PROTECTS_AT_MOST} count)." if protects > taken_off else "."),
        f"That makes {_points(score)}. Low is below {MEDIUM_FROM}, medium below {HIGH_FROM}, high from {HIGH_FROM}.",
    ]
    level = RiskLevel.HIGH if score >= HIGH_FROM else RiskLevel.MEDIUM if score >= MEDIUM_FROM else RiskLevel.LOW
    if level == RiskLevel.LOW and (Said.YES, Weight.HIGH) in risks:
        level = RiskLevel.MEDIUM
        how.append("An indicator of high weight was answered yes, so at least medium is suggested.")
    if level == RiskLevel.LOW and no_low:
        level = RiskLevel.MEDIUM
        how.append(no_low)
    if counted[Said.NOT_KNOWN] * UNSURE_FROM >= max(1, len(risks)):
        how.append(f"{counted[Said.NOT_KNOWN]} of {len(risks)} are not known, so the sum says little yet.")
    return Suggestion(level.value, score, how)


def why_no_low(*, age: int, learning_disability: bool) -> str:
    """Why this child's level cannot be low, or "". LOCAL [E1]; EMERALD_NO_LOW_FOR_SOME=no switches the rule off."""
    if not settings.NO_LOW_FOR_SOME:
        return ""
    if age < LOW_NOT_BELOW_AGE:
        return f"The level is not set to low for a child under {LOW_NOT_BELOW_AGE} (local rule)."
    if learning_disability:
        return "The level is not set to low for a child with a learning disability (local rule)."
    return ""


def _points(number: int) -> str:
    return f"{number} point{'' if number == 1 else 's'}"
