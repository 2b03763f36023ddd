"""On which days a child is seen: about weekly for victims, fortnightly for children at risk, with holidays in between.

DOMAIN.md section 2.4: contact at least 2-weekly at a high level of risk, 4-weekly at a medium one.
"""

from datetime import date, timedelta
from functools import cache
from random import Random

from emerald.demo.calendar import working_day_before
from emerald.demo.cast import LEAVERS
from emerald.demo.story import VICTIM, Story
from emerald.working_days import is_working_day

LATEST = (1, 1, 2, 2, 3, 4, 5, 6, 8, 12, 19)  # days since the last session: most children were seen this week
PACE = {True: (6, 7, 7, 8, 10, 12), False: (11, 13, 14, 14, 16, 21)}  # days between sessions; True: as a victim
# The weeks of the year in which each worker is away, and nobody new is sent to the child.
AWAY = {
    "priya.nair": (8, 33, 34),
    "tobin.ashwick": (15, 31, 32),
    "folasade.oyelowe": (22, 35),
    "callum.reidpath": (30,),
    "gwen.prothery": (7, 32, 33),
    "yusuf.demirkan": (13, 30, 31),
    "niamh.kellehan": (21, 34, 35),
    "marek.wojtasik": (1, 29, 30),
}
# (month, day) from and to: the school holidays, roughly, as they are in most counties.
HOLIDAYS = (
    ((1, 1), (1, 4)),
    ((2, 14), (2, 20)),
    ((4, 2), (4, 16)),
    ((5, 25), (5, 31)),
    ((7, 22), (9, 2)),
    ((10, 24), (10, 31)),
    ((12, 20), (12, 31)),
)


@cache
def is_school_holiday(day: date) -> bool:
    return any(first <= (day.month, day.day) <= last for first, last in HOLIDAYS)


def worker_on(story: Story, day: date, today: date) -> str:
    """The key of the lead worker of that day."""
    return [key for key, ago in story.starts if working_day_before(today, ago) <= day][-1]


def end_of_work(story: Story) -> int | None:
    """The day (days ago) after which nobody meets the child any more, or None: closed, or the lead worker left."""
    for day in (story.closed, story.lead_left, LEAVERS.get(story.leads[-1][0])):
        if day is not None:
            return day
    return None


def meeting_days(story: Story, choose: Random, today: date) -> list[date]:
    """The days of the sessions, in order: from a week after the first lead began to the latest one."""
    first = story.starts[0][1] - 8
    end = end_of_work(story)
    ago = end + 4 if end is not None else choose.choice(LATEST)
    last = working_day_before(today, ago)
    days, day = [], working_day_before(today, first)
    while day < last - timedelta(days=5):
        days.append(day)
        day += timedelta(days=choose.choice(PACE[_is_victim(story, day, today)]))
        while not is_working_day(day) or day.isocalendar().week in AWAY[worker_on(story, day, today)]:
            day += timedelta(days=1)
    return [*days, last]


def _is_victim(story: Story, day: date, today: date) -> bool:
    past = [turn.to for turn in story.turns if working_day_before(today, turn.day) <= day]
    return (past[-1] if past else story.status) == VICTIM
