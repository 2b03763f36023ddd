"""Notices about premises: who issues them, their hours and their last day.

Source: Anti-social Behaviour, Crime and Policing Act 2014 ss76 to 82 (DOMAIN.md A2) and ss116 to 118 (A3). Dates are
days in Europe/London, moments are aware. Standard library and Django's clock only.
"""

import calendar
from datetime import date, datetime

from emerald.words import day_in_words
from perpetrators.models.law.durations import End, Made, hours_after, moment_from

ACT_2014 = "Anti-social Behaviour, Crime and Policing Act 2014"
INSPECTORS = (("inspector", "Inspector"), ("chief_inspector", "Chief inspector"))
SUPERINTENDENTS = (
    ("superintendent", "Superintendent"),
    ("chief_superintendent", "Chief superintendent"),
    ("chief_officer", "Commander, assistant chief constable or above"),
)
POLICE = (*INSPECTORS, *SUPERINTENDENTS)
COUNCIL = (("council_officer", "Officer of the council"),)
CHIEF_EXECUTIVE = (("chief_executive", "Chief executive of the council, or somebody they designated"),)
ISSUERS = (*POLICE, *COUNCIL, *CHIEF_EXECUTIVE)
# Who may issue or extend a closure notice for 48 hours (s77(2) and (4)).
FOR_48_HOURS = (*SUPERINTENDENTS, *CHIEF_EXECUTIVE)


def is_police(rank: str) -> bool:
    return rank in dict(POLICE)


def hours_without_christmas(moment: datetime, hours: int) -> datetime:
    """So many hours after `moment`, of which none on a Christmas Day is counted (ss77(3) and 80(4))."""
    over = hours_after(moment, hours)
    for year in range(moment.year, over.year + 1):
        begins, ends = moment_from(date(year, 12, 25), None), moment_from(date(year, 12, 26), None)
        if moment < ends and over > begins:
            over = ends + (over - max(moment, begins))
    return over


def closure_notice_end(made: Made) -> End:
    """24 hours from service, or 48 where a superintendent or the chief executive signed or extended it. Christmas Day
    is left out of the 48 hours, and counts in the 24."""
    hours = int(made.facts.get("notice_hours") or 24)
    begun = moment_from(made.start, made.facts.get("started_at"))
    over = hours_without_christmas(begun, hours) if hours == 48 else hours_after(begun, hours)
    passed = over - hours_after(begun, hours)
    return End(
        over.date(),
        f"{hours} hours from {day_in_words(made.start)} at {begun:%H:%M}: until {day_in_words(over)} at {over:%H:%M}."
        + (" Christmas Day is not counted." if passed else ""),
        f"{ACT_2014} s77",
    )


def months_after(day: date, months: int) -> date:
    """The same day of the month so many months later, or that month's last where it has none such."""
    year, month = day.year + (day.month - 1 + months) // 12, (day.month - 1 + months) % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def hotel_notice_end(made: Made) -> End:
    """It expires not more than 6 months after the day it takes effect (s116(3)): of 1 March on 1 September at the
    latest, which is a day longer than six months that begin with 1 March."""
    last = months_after(made.start, 6)
    return End(
        last, f"Not more than 6 months after {day_in_words(made.start)}, when it took effect.", f"{ACT_2014} s116(3)"
    )
