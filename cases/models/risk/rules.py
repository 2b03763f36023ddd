"""What must be true of a risk assessment: sentences before, triggers behind."""

from collections.abc import Iterable, Mapping
from typing import Any

import pgtrigger

from cases.models.risk.indicators import Indicator
from cases.models.risk.level import RiskLevel
from cases.models.risk.scoring import Said, Suggestion
from emerald.words import day_in_words

ASSERTED = (Said.YES, Said.POSSIBLE)


def why_not_answered(
    answers: Mapping[int, Mapping[str, str]], asked: Iterable[Indicator]
) -> dict[int, tuple[str, str]]:
    """What is missing of `answers` (indicator's key -> words) to the indicators `asked`: {key: (field, sentence)}."""
    missing = {}
    for indicator in asked:
        words = answers.get(indicator.pk, {})
        if not words.get("said"):
            instead = (
                f" It came on {day_in_words(indicator.active_from)} in place of “{indicator.replaces.wording}”."
                if indicator.replaces
                else ""
            )
            missing[indicator.pk] = "said", f"Answer “{indicator.wording}”.{instead}"
        elif words["said"] in ASSERTED and not (words.get("evidence") or "").strip():
            missing[indicator.pk] = "evidence", f"Enter the evidence for “{indicator.wording}”"
        elif words["said"] in ASSERTED and not words.get("source"):
            missing[indicator.pk] = "source", f"Select where the evidence for “{indicator.wording}” comes from"
    return missing


def why_not_level(suggested: Suggestion, level: str, reason: str, no_low: str) -> list[str]:
    """What is wrong with choosing `level` where `suggested` is suggested."""
    if level not in RiskLevel.values:
        return ["Select a level of risk."]
    if level == RiskLevel.LOW and no_low:
        return [no_low]
    if level != suggested.level and not reason.strip():
        return ["Enter why your level differs from the suggested one."]
    return []


def why_not_submit(assessment: Any, suggested: Suggestion, level: str, reason: str) -> list[str]:
    """Everything that stands in the way of submitting `assessment` with this level."""
    return why_not_answered_yet(assessment) + why_not_level(suggested, level, reason, assessment.no_low)


def why_not_answered_yet(assessment: Any) -> list[str]:
    """What is missing before a level can be chosen."""
    given = {
        one.indicator_id: {"said": one.said, "evidence": one.evidence, "source": one.source}
        for one in assessment.answers.all()
    }
    missing = why_not_answered(given, Indicator.objects.in_force().as_asked().select_related("replaces"))
    return [sentence for _, sentence in missing.values()] + [
        sentence
        for name, sentence in (
            ("spoken_to", "Enter who was spoken to."),
            ("childs_view", "Enter the child’s own view, or why it is not known."),
            ("learning_disability", "Select whether the child has a learning disability."),
        )
        if not getattr(assessment, name).strip()
    ]


ASSESSMENT_TRIGGERS = [
    pgtrigger.Trigger(
        name="signed_off_stays",
        operation=pgtrigger.Update | pgtrigger.Delete,
        when=pgtrigger.Before,
        condition=pgtrigger.Q(old__status="signed_off"),
        func="""
            RAISE EXCEPTION 'an assessment that was signed off stays as it is; a later one follows it'
                USING ERRCODE = 'restrict_violation';
        """,
    )
]
ANSWER_TRIGGERS = [
    pgtrigger.Trigger(
        name="submitted_stays",
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        when=pgtrigger.Before,
        func="""
            IF EXISTS (SELECT 1 FROM cases_riskassessment
                       WHERE id IN (CASE WHEN TG_OP <> 'INSERT' THEN OLD.assessment_id END,
                                    CASE WHEN TG_OP <> 'DELETE' THEN NEW.assessment_id END)
                         AND status IN ('submitted', 'signed_off')) THEN
                RAISE EXCEPTION 'the answers of a submitted assessment stay as they are'
                    USING ERRCODE = 'restrict_violation';
            END IF;
            RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
        """,
    )
]
