"""Every number with guidance behind it, named once, with its source. Days are calendar days unless said."""

RESTRICTION_REVIEW_DAYS = 90  # DOMAIN.md section 7 rule 2 [D7, D8]: a restriction is reviewed on a 90-day cycle
# DOMAIN.md section 2.4 [E5], LOCAL: one county asks for the exploitation risk assessment within 10 working days.
FIRST_ASSESSMENT_WORKING_DAYS = 10
# REC: a manager signs an assessment off or returns it within 5 working days. No guidance names a number: check locally.
SIGN_OFF_WORKING_DAYS = 5
