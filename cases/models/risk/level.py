"""The level of risk a manager has signed off for a case, apart from its status (DOMAIN.md section 2.3).

The words are LOCAL in practice (some councils say emerging, moderate, significant); the keys stay.
"""

from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

import pgtrigger
from django.db import models, transaction

from cases.models.base.host import CaseHost
from cases.models.risk.words import Status, definition_on
from emerald.accounts.models import User
from emerald.accounts.permissions import Right
from emerald.guards import NotYet
from emerald.words import day_in_words

if TYPE_CHECKING:
    from cases.models.risk.assessment import RiskAssessment


class RiskLevel(models.TextChoices):
    LOW = "low", "Low"
    MEDIUM = "medium", "Medium"
    HIGH = "high", "High"


class AtALevelHost(CaseHost, Protocol):
    """What this trait needs of the case, and what it has of its own."""

    objects: ClassVar[Any]
    risk_assessments: Any
    risk_level: Any

    @property
    def assessment_under_way(self) -> "RiskAssessment | None": ...
    @property
    def current_assessment(self) -> "RiskAssessment | None": ...
    def why_not_assess(self) -> list[str]: ...
    def why_not_assessed_on(self, day: date) -> list[str]: ...


class AtALevel(models.Model):
    """The trait of a case that it has a level: of its current assessment, empty until one was signed off."""

    risk_level = models.CharField("level of risk", max_length=10, choices=RiskLevel, blank=True, editable=False)

    class Meta:
        abstract = True

    def why_not_assess(self: AtALevelHost) -> list[str]:
        """The sentences that stand in the way of starting an assessment."""
        if not self.is_open:
            return ["This case was closed. Ask a manager to reopen it before you assess the risk."]
        if self.assessment_under_way:
            return ["An assessment is under way already. Go on with that one."]
        return []

    @property
    def assessment_under_way(self: AtALevelHost) -> "RiskAssessment | None":
        """The one assessment that is being written, or waits for sign-off; or None."""
        return self.risk_assessments.under_way().with_people().first()

    @property
    def current_assessment(self: AtALevelHost) -> "RiskAssessment | None":
        """The one the level comes from: the last that was signed off; or None."""
        return self.risk_assessments.signed_off().with_people().newest_first().first()

    @transaction.atomic
    def start_assessment(self: AtALevelHost, *, by: User, kind: str, assessed_on: date) -> "RiskAssessment":
        """Begin an assessment of `assessed_on` (a date, Europe/London). Raises NotYours, NotYet. Returns it."""
        self.begin_change(by=by, right=Right.ASSESS_RISK)
        if obstacles := self.why_not_assess() or self.why_not_assessed_on(assessed_on):
            raise NotYet(*obstacles)
        return self.risk_assessments.create(
            case=self,
            kind=kind,
            assessed_on=assessed_on,
            definition=definition_on(assessed_on),
            started_by=by,
            changed_by=by,
        )

    def why_not_assessed_on(self: AtALevelHost, day: date) -> list[str]:
        """Why the risk cannot have been assessed on `day`: it lies ahead, before the opening or the last assessment."""
        if wrong := self.why_not_on(day):
            return wrong
        last = self.current_assessment
        if last and day < last.assessed_on:
            return [f"The day cannot be before {day_in_words(last.assessed_on)}, the day of the last assessment."]
        return []

    def take_level(self: AtALevelHost, level: str) -> None:
        """Called by the sign-off of an assessment alone; the database refuses a level nobody signed off."""
        type(self).objects.with_keys([self.pk]).update(risk_level=level)
        self.risk_level = level


# No level that was not signed off, whoever writes it: checked when the transaction ends.
LEVEL_TRIGGERS = [
    pgtrigger.Trigger(
        name="level_is_signed_off",
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("risk_level"),
        when=pgtrigger.After,
        timing=pgtrigger.Deferred,
        func=pgtrigger.Func(f"""
            IF EXISTS (SELECT 1 FROM {{meta.db_table}} levelled WHERE levelled.id = NEW.{{columns.id}}
                          AND levelled.risk_level <> coalesce((
                              SELECT level FROM cases_riskassessment assessed
                               WHERE assessed.case_id = levelled.id AND assessed.status = '{Status.SIGNED_OFF}'
                               ORDER BY assessed.decided_at DESC, assessed.id DESC LIMIT 1), '')) THEN
                RAISE EXCEPTION 'a level of risk is that of the last assessment signed off'
                    USING ERRCODE = 'check_violation';
            END IF;
            RETURN NULL;
        """),  # noqa: S608  a trigger, of our own names
    )
]
