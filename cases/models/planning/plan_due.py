"""When the first plan of a case is due. Source: DOMAIN.md section 2.4 (REC): within 10 working days of opening."""

from datetime import date

from cases.models.base.host import CaseHost
from cases.timescales import PLAN_WITHIN
from emerald.working_days import working_day_after


def plan_due_on(case: CaseHost) -> date:
    return working_day_after(case.opened_on, PLAN_WITHIN)
