"""Working days in England: every day but Saturdays, Sundays and bank holidays. Dates only, Europe/London."""

from datetime import date, timedelta
from functools import cache

from holidays import country_holidays

SATURDAY = 5
DAY = timedelta(days=1)


@cache
def bank_holidays(year):
    """The bank holidays of England in `year`, with the days put in place of those that fall on a weekend."""
    return frozenset(country_holidays("GB", subdiv="ENG", years=year, expand=False))


def is_working_day(day: date):
    return day.weekday() < SATURDAY and day not in bank_holidays(day.year)


def working_days_after(start: date, end: date):
    """How many working days have come since `start`, `end` counted with them: Friday to Monday is 1.

    0 when `end` is not after `start`.
    """
    return sum(is_working_day(start + DAY * number) for number in range(1, (end - start).days + 1))


def working_day_after(start: date, number: int):
    """The day on which `number` working days have come since `start`, which itself does not count: 1 from Friday is
    Monday. `number` may be negative and then goes back."""
    day, step = start, DAY if number > 0 else -DAY
    for _ in range(abs(number)):
        day += step
        while not is_working_day(day):
            day += step
    return day
