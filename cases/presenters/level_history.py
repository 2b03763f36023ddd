"""The level of risk of one case over time: in words, as a table and as the points of a picture."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils import timezone

from cases.models import RiskAssessment
from cases.models.risk.level import RiskLevel
from cases.models.risk.queries import AssessmentQuerySet

# The picture's own measures; it is drawn as wide as its place allows.
LEFT, RIGHT = 80, 345  # of the 360 the picture is wide
HEIGHTS = {RiskLevel.HIGH: 25, RiskLevel.MEDIUM: 75, RiskLevel.LOW: 125}


@dataclass(frozen=True)
class Point:
    x: int
    y: int
    level: str
    day: date


class LevelHistory:
    """From the assessments of a case, newest first, whatever their state."""

    def __init__(self, assessments: AssessmentQuerySet) -> None:
        found = list(assessments)
        self.signed = [one for one in found if one.is_signed_off]
        self.under_way = next((one for one in found if not one.is_signed_off), None)

    @property
    def current(self) -> RiskAssessment | None:
        return self.signed[0] if self.signed else None

    @property
    def since(self) -> date | None:
        """The day since which the level has been what it is."""
        same = self.signed
        for number, one in enumerate(self.signed):
            if one.level != self.signed[0].level:
                same = self.signed[:number]
                break
        return timezone.localdate(same[-1].decided_at) if same else None

    @cached_property
    def points(self) -> list[Point]:
        """One for each assessment signed off, the oldest first, from its day of sign-off."""
        days = [timezone.localdate(one.decided_at) for one in reversed(self.signed)]
        span = max(1, (timezone.localdate() - days[0]).days) if days else 1
        return [
            Point(
                LEFT + round((RIGHT - LEFT) * (day - days[0]).days / span),
                HEIGHTS[one.level],
                one.get_level_display(),
                day,
            )
            for day, one in zip(days, reversed(self.signed), strict=True)
        ]

    @property
    def path(self) -> str:
        """The line: level until the next sign-off, then a step, and on until today."""
        first, *later = self.points
        steps = "".join(f" H {point.x} V {point.y}" for point in later)
        return f"M {first.x} {first.y}{steps} H {RIGHT}"

    @property
    def scale(self) -> list[tuple[str, int]]:
        """(the level's word, its height) for the lines of the picture."""
        return [(level.label, height) for level, height in HEIGHTS.items()]
