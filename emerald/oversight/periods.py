"""From when to when the team reports."""

from datetime import timedelta

# The cabinet report looks back to the one before it, about three months (DOMAIN.md section 9, snapshot and relation 3).
WEEKS_BETWEEN_REPORTS = 13


def last_report_day(day):
    """The day of the report before the one made on `day`."""
    return day - timedelta(weeks=WEEKS_BETWEEN_REPORTS)
