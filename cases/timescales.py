"""Every number with guidance behind it, named once, with its source. Days are calendar days unless said."""

RESTRICTION_REVIEW_DAYS = 90  # DOMAIN.md section 7 rule 2 [D7, D8]: a restriction is reviewed on a 90-day cycle

# DOMAIN.md section 2.4, "REC defaults": contact and review by level of risk, in calendar days. LOCAL: the team changes
# them on the page "How often" (cases/models/planning/frequency.py). A child who was not assessed yet is taken for
# medium. Supervision monthly per case: DOMAIN.md section 2.6, LOCAL.
_HIGH = {"seen_days": 14, "review_days": 28, "supervision_days": 31}
_MEDIUM = {"seen_days": 28, "review_days": 42, "supervision_days": 31}
_LOW = {"seen_days": 42, "review_days": 84, "supervision_days": 31}
RECOMMENDED = {"": _MEDIUM, "low": _LOW, "medium": _MEDIUM, "high": _HIGH}
LONGEST_FREQUENCY = 366  # days; nothing that is done again and again waits longer than a year
PLAN_WITHIN = 10  # working days from opening; DOMAIN.md section 2.4 (REC)
DECISION_WRITTEN_WITHIN = 1  # working day; DOMAIN.md section 2.6 (REC): management decision
SUPERVISION_WRITTEN_WITHIN = 5  # working days; DOMAIN.md section 2.6 (REC)
REVIEW_WRITTEN_WITHIN = 5  # working days; DOMAIN.md section 2.6 (REC): meeting minutes
# DOMAIN.md section 2.4 [E5], LOCAL: one county asks for the exploitation risk assessment within 10 working days.
FIRST_ASSESSMENT_WORKING_DAYS = 10
# REC: a manager signs an assessment off or returns it within 5 working days. No guidance names a number: check locally.
SIGN_OFF_WORKING_DAYS = 5
