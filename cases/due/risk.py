"""What the risk of a case asks for next, and before it closes."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import TruncDate

from cases.models import Case
from cases.models.risk.words import Status
from cases.registries.next_up import Next
from cases.timescales import FIRST_ASSESSMENT_WORKING_DAYS, SIGN_OFF_WORKING_DAYS
from emerald.accounts.permissions import Right
from emerald.working_days import working_day_after


def under_way(case: Case) -> QuerySet[Any, Any]:
    """The one assessment that is not signed off yet, with the day it was submitted."""
    return (
        case.risk_assessments.under_way()
        .order_by("pk")
        .annotate(on=TruncDate("submitted_at"))
        .values_list("pk", "status", "on")[:1]
    )


def describe_risk(case: Case, rows: Iterable[Any]) -> list[Next]:
    """One thing at most: sign off, put right, go on, or make the first assessment."""
    if not case.is_open:
        return []
    first_by = working_day_after(case.opened_on, FIRST_ASSESSMENT_WORKING_DAYS)
    here, may_assess = {"reference": case.reference}, Right.ASSESS_RISK in case.rights
    for key, status, submitted_on in rows:
        here["assessment"] = key
        if status == Status.SUBMITTED:
            by = working_day_after(submitted_on, SIGN_OFF_WORKING_DAYS)
            return [Next("Risk assessment to sign off", by, "risk_assessment", here)] * (
                Right.SIGN_OFF_RISK in case.rights
            )
        words = "Returned risk assessment, to correct" if status == Status.RETURNED else "Risk assessment to finish"
        return [Next(words, None if case.risk_level else first_by, "write_assessment", here)] * may_assess
    return [Next("First risk assessment", first_by, "start_assessment", here)] * (may_assess and not case.risk_level)


def no_assessment_waits(case: Case) -> list[str]:
    """DOMAIN.md section 2.6 [G2]: an assessment counts complete only when authorised by the manager."""
    if not case.risk_assessments.waiting().exists():
        return []
    return ["A risk assessment waits for a manager’s sign-off. Sign it off or return it first."]
