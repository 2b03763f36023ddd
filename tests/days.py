"""Days that move with the day of the run: a parametrised test is written down before it runs, maybe the day before."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import time_machine
from django.utils import timezone

from emerald.working_days import working_days_after

WEDNESDAY, SUNDAY = 2, 6
LONDON = ZoneInfo("Europe/London")


class Later:
    """A value of `pytest.mark.parametrize`, also deep inside it, that is worked out as its test begins."""

    def __init__(self, work_out):
        self.work_out = work_out


def worked_out(value):
    """`value` with each `Later` in it worked out."""
    if isinstance(value, Later):
        return value.work_out()
    if type(value) is dict:
        return {name: worked_out(each) for name, each in value.items()}
    if type(value) in (list, tuple):
        return type(value)(map(worked_out, value))
    return value


def standing_at(moment):
    """A context in which it stays `moment` (aware) on every clock Python asks; the database's goes on as ever."""
    # On the clock in London, because time-machine brings the process's own zone with it.
    return time_machine.travel(moment.astimezone(LONDON), tick=False)


def an_hour_ago(*cases):
    """An hour ago, and not before any of `cases` opened: in the first hour of a day, the day's beginning."""
    began = [datetime.combine(case.opened_on, time.min, tzinfo=LONDON) for case in cases if case]
    return max([timezone.now() - timedelta(hours=1), *began])


def a_wednesday_to_come():
    """In two months or so: a Wednesday with no bank holiday in the two weeks before it or the three that follow."""
    day = date.today() + timedelta(days=60)
    while day.weekday() != WEDNESDAY or working_days_after(day - timedelta(days=14), day + timedelta(days=21)) < 25:
        day += timedelta(days=1)
    return day


def last_sunday(year, month):
    """The day on which the clocks change, for March and October."""
    day = date(year, month, 31)
    return day - timedelta(days=(day.weekday() - SUNDAY) % 7)
