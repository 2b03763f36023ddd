"""Every number with guidance behind it, named once, with its source. Days are calendar days unless said."""

RESTRICTION_REVIEW_DAYS = 90  # DOMAIN.md section 7 rule 2 [D7, D8]: a restriction is reviewed on a 90-day cycle
