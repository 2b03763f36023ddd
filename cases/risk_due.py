"""What the risk of a case asks for next, and before it closes."""

from django.utils import timezone

from cases.closing import before_closing
from cases.models.assessment_words import Status
from cases.next_up import Next, add_source
from cases.timescales import FIRST_ASSESSMENT_WORKING_DAYS, SIGN_OFF_WORKING_DAYS
from emerald.accounts.permissions import Right
from emerald.working_days import working_day_after


def risk_next(case):
    """One thing at most: sign off, put right, go on, or make the first assessment."""
    if not case.is_open:
        return []
    one = case.risk_assessments.under_way().first()
    here = {"reference": case.reference}
    if one is None:
        if case.risk_level or Right.ASSESS_RISK not in case.rights:
            return []
        return [Next("First risk assessment", working_day_after(case.opened_on, FIRST_ASSESSMENT_WORKING_DAYS),
                     "start_assessment", here)]
    here["assessment"] = one.pk
    if one.status == Status.SUBMITTED:
        by = working_day_after(timezone.localdate(one.submitted_at), SIGN_OFF_WORKING_DAYS)
        return [Next("Risk assessment to sign off", by, "risk_assessment", here)] if (
            Right.SIGN_OFF_RISK in case.rights) else []
    if Right.ASSESS_RISK not in case.rights:
        return []
    by = None if case.risk_level else working_day_after(case.opened_on, FIRST_ASSESSMENT_WORKING_DAYS)
    words = "Returned risk assessment, to put right" if one.status == Status.RETURNED else "Risk assessment to finish"
    return [Next(words, by, "write_assessment", here)]


@before_closing
def no_assessment_waits(case):
    """DOMAIN.md section 2.6 [G2]: an assessment counts complete only when authorised by the manager."""
    if not case.risk_assessments.waiting().exists():
        return []
    return ["A risk assessment waits for a manager’s sign-off. Sign it off or return it first."]


add_source(risk_next, needs=Right.READ_ASSESSMENTS)
