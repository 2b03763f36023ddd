"""A risk assessment: answers with evidence, a suggested level, the practitioner's own, a manager's signature.

Source: DOMAIN.md section 2.3; complete only when authorised by the manager (section 2.6 [G2]).
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from cases.models.chronology.entries import Kind
from cases.models.risk.indicators import Indicator
from cases.models.risk.level import RiskLevel
from cases.models.risk.queries import AnswerQuerySet, AssessmentQuerySet
from cases.models.risk.rules import ANSWER_TRIGGERS, ASSESSMENT_TRIGGERS, why_not_submit
from cases.models.risk.scoring import Said, Suggestion, suggest, why_no_low
from cases.models.risk.words import (
    BEING_WRITTEN,
    AssessmentKind,
    Definition,
    EvidenceSource,
    Exploitation,
    Status,
    YesNoUnknown,
)
from emerald.accounts.models import User
from emerald.accounts.permissions import Right
from emerald.audit.history import track_history
from emerald.clock import now
from emerald.guards import NotYet, NotYours
from emerald.versioned import Versioned

FACTS = (
    "kind",
    "assessed_on",
    "spoken_to",
    "childs_view",
    "protective_factors",
    "exploitation_types",
    "learning_disability",
)


def person(**options: Any) -> Any:
    return models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", **options)


@track_history()
class RiskAssessment(Versioned):
    """One assessment of one case. Words and answers may change until it is submitted; signed off, it stays as it is."""

    due_on: date  # the day of sign-off, of those asked for with `waiting`

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="risk_assessments")
    kind = models.CharField(max_length=12, choices=AssessmentKind)
    assessed_on = models.DateField()
    definition = models.CharField(max_length=4, choices=Definition)
    started_by = person()
    started_at = models.DateTimeField(default=now)
    version = models.PositiveIntegerField(default=1)
    changed_by = person()
    spoken_to = models.TextField(blank=True)
    childs_view = models.TextField(blank=True)
    protective_factors = models.TextField(blank=True)
    exploitation_types = ArrayField(models.CharField(max_length=12, choices=Exploitation), default=list, blank=True)
    learning_disability = models.CharField(max_length=10, choices=YesNoUnknown, blank=True)
    # What the answers added up to when it was submitted, in the sentences of that day.
    score = models.PositiveIntegerField(null=True, blank=True)
    how = models.JSONField(default=list, blank=True)
    suggested_level = models.CharField(max_length=10, choices=RiskLevel, blank=True)
    level = models.CharField(max_length=10, choices=RiskLevel, blank=True)
    level_reason = models.TextField(blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    submitted_by = person(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    decided_by = person(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    comment = models.TextField(blank=True)

    part_of, right_to_change, called_here = "case", Right.ASSESS_RISK, "this assessment"

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["case", "-decided_at"], condition=Q(status="signed_off"), name="risk_level_of_case"),
            models.Index(fields=["submitted_at"], condition=Q(status="submitted"), name="risk_to_sign_off"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=~Q(status="signed_off"), name="one_assessment_under_way"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["submitted", "signed_off"])
                | (
                    Q(submitted_by__isnull=False, submitted_at__isnull=False, score__isnull=False)
                    & ~Q(level="")
                    & ~Q(suggested_level="")
                ),
                name="assessment_submitted_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(level="") | Q(level=F("suggested_level")) | ~Q(level_reason=""),
                name="assessment_differing_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["returned", "signed_off"])
                | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="assessment_decided_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(status="signed_off") | (~Q(decided_by=F("submitted_by")) & ~Q(decided_by=F("started_by"))),
                name="assessment_takes_two_people",
            ),
            models.CheckConstraint(
                condition=~Q(status="returned") | ~Q(comment=""), name="assessment_returned_says_why"
            ),
        ]
        triggers = ASSESSMENT_TRIGGERS

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.assessed_on}"

    @property
    def is_being_written(self) -> bool:
        return self.status in BEING_WRITTEN

    @property
    def is_waiting(self) -> bool:
        return self.status == Status.SUBMITTED

    @property
    def is_signed_off(self) -> bool:
        return self.status == Status.SIGNED_OFF

    @property
    def is_late(self) -> bool:
        """Whether the day of sign-off has passed; only for those asked for with `waiting`."""
        return self.due_on < timezone.localdate()

    @property
    def types_in_words(self) -> list[str]:
        return [Exploitation(one).label for one in self.exploitation_types]

    @property
    def previous(self) -> "RiskAssessment | None":
        """The assessment of this case that was signed off before this one; or None."""
        signed = self.case.risk_assessments.signed_off().with_people().newest_first()
        return (signed.filter(decided_at__lt=self.decided_at) if self.is_signed_off else signed).first()

    @property
    def no_low(self) -> str:
        """Why low cannot be chosen for this child, or ""."""
        return why_no_low(
            age=self.case.child.age_on(self.assessed_on),
            learning_disability=self.learning_disability == YesNoUnknown.YES,
        )

    def suggestion(self) -> Suggestion:
        """What the answers that count suggest now; on a submitted assessment read `suggested_level` and `how`."""
        return suggest(
            [
                (one.said, one.indicator.weight, one.indicator.is_protective)
                for one in self.answers.with_indicators()
                if one.indicator.is_in_force
            ],
            no_low=self.no_low,
        )

    def why_not_write(self) -> list[str]:
        """The sentences that stand in the way of writing on."""
        if not self.case.is_open:
            return ["This case was closed, and the assessment stays as it was then."]
        if self.is_waiting:
            return ["This assessment was submitted. It can be changed when a manager has returned it."]
        return ["This assessment was signed off and stays as it is. Start a new one."] if self.is_signed_off else []

    def why_not_decide(self, by: User) -> list[str]:
        """The sentences that stand in the way of this person signing it off or returning it."""
        if by.pk in (self.started_by_id, self.submitted_by_id):
            return ["Somebody else must decide: an assessment takes two people."]
        if not self.is_waiting:
            return [f"This assessment does not wait for sign-off: {self.get_status_display().lower()}."]
        return []

    @transaction.atomic
    def save_answers(
        self, *, by: User, answers: Mapping[int, Mapping[str, str]], version: int | None = None, **facts: Any
    ) -> Self:
        """Keep what was answered, whole or not. `answers`: indicator's key -> {said, evidence, source, source_detail};
        `facts`: any of FACTS. An answer to an indicator retired meanwhile is kept like any other.

        Raises NotYours, NotYet, ChangedMeanwhile; KeyError for another fact. Returns the assessment.
        """
        self._take_up(by, Right.ASSESS_RISK, version, self.why_not_write)
        if unknown := set(facts) - set(FACTS):
            raise KeyError(unknown)
        if "assessed_on" in facts and (wrong := self.case.why_not_assessed_on(facts["assessed_on"])):
            raise NotYet(*wrong)
        for name, value in facts.items():
            setattr(self, name, value)
        self._keep(by)
        self.answers.store(self, answers)
        return self

    @transaction.atomic
    def submit(self, *, by: User, level: str, level_reason: str = "", version: int | None = None) -> None:
        """Send it to a manager with one's own level. Raises NotYours, NotYet (with all that is missing), or
        ChangedMeanwhile."""
        self._take_up(by, Right.ASSESS_RISK, version, self.why_not_write)
        suggested = self.suggestion()
        if obstacles := why_not_submit(self, suggested, level, level_reason):
            raise NotYet(*obstacles)
        self.answers.count_those_in_force()
        self.score, self.how, self.suggested_level = suggested.score, suggested.how, suggested.level
        self.level, self.level_reason = level, "" if level == suggested.level else level_reason
        self.status, self.submitted_by, self.submitted_at = Status.SUBMITTED, by, timezone.now()
        self._keep(by)
        self._chronicle("Risk assessment submitted; waiting for sign-off.", by=by)

    @transaction.atomic
    def sign_off(self, *, by: User, comment: str = "", version: int | None = None) -> None:
        """Make its level the case's. Raises NotYours (also for who wrote it), NotYet, ChangedMeanwhile."""
        self._take_up(by, Right.SIGN_OFF_RISK, version)
        self._decide(Status.SIGNED_OFF, by, comment)
        before, level = self.case.get_risk_level_display().lower(), self.get_level_display().lower()
        self.case.take_level(self.level)
        was = f"; before: {before}" if before and before != level else ", as before" if before else ""
        self._chronicle(f"Level of risk signed off: {level}{was}.", by=by)

    @transaction.atomic
    def give_back(self, *, by: User, comment: str, version: int | None = None) -> None:
        """Return it with a comment, which is compulsory; whoever wrote it goes on with it."""
        self._take_up(by, Right.SIGN_OFF_RISK, version)
        if not comment.strip():
            raise NotYet("Say what should be corrected.")
        self._decide(Status.RETURNED, by, comment)
        self._chronicle("Risk assessment returned with a comment.", by=by)

    def _take_up(
        self, by: User, right: Right, version: int | None, why_not: Callable[[], list[str]] | None = None
    ) -> None:
        self.begin_change(by=by, right=right)
        if why_not is None and by.pk in (self.started_by_id, self.submitted_by_id):
            raise NotYours(*self.why_not_decide(by))
        if obstacles := why_not() if why_not else self.why_not_decide(by):
            raise NotYet(*obstacles)
        self.check_version(version)

    def _decide(self, status: str, by: User, comment: str) -> None:
        self.status, self.decided_by, self.decided_at, self.comment = status, by, timezone.now(), comment
        self._keep(by)

    def _keep(self, by: User) -> None:
        self.changed_by = by
        self.save_next_version()

    def _chronicle(self, sentence: str, *, by: User) -> None:
        self.case.chronicle(
            Kind.RISK,
            sentence,
            by=by,
            needs=Right.READ_RISK,
            page="risk_assessment",
            reference=self.case.reference,
            assessment=self.pk,
        )


@track_history()
class RiskAnswer(models.Model):
    """What was answered to one indicator, on what evidence, and from where."""

    assessment = models.ForeignKey(RiskAssessment, on_delete=models.PROTECT, db_index=False, related_name="answers")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="answers")
    said = models.CharField(max_length=10, choices=Said, blank=True)
    evidence = models.TextField(blank=True)
    source = models.CharField(max_length=12, choices=EvidenceSource, blank=True)
    source_detail = models.CharField(max_length=200, blank=True)
    # False when its indicator was retired while the assessment was open: kept and shown, not part of the sum.
    counts = models.BooleanField(default=True)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["assessment", "indicator"], name="one_answer_per_indicator")]
        triggers = ANSWER_TRIGGERS

    def __str__(self) -> str:
        return self.get_said_display() or "Not answered yet"
