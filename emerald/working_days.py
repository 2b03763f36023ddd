"""Working days in England: every day but Saturdays, Sundays and bank holidays. Dates only, Europe/London."""

from datetime import date, timedelta
from functools import cache, lru_cache

from holidays import country_holidays

SATURDAY = 5
DAY = timedelta(days=1)


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """The bank holidays of England in `year`, with the days put in place of those that fall on a weekend."""
    return frozenset(country_holidays("GB", subdiv="ENG", years=year, expand=False))


@lru_cache(maxsize=10_000)
def is_working_day(day: date) -> bool:
    return day.weekday() < SATURDAY and day not in bank_holidays(day.year)


def working_days_after(start: date, end: date) -> int:
    """How many working days have come since `start`, `end` counted with them: Friday to Monday is 1.

    0 when `end` is not after `start`.
    """
    return sum(is_working_day(start + DAY * number) for number in range(1, (end - start).days + 1))


def working_day_after(day: date, number: int) -> date:
    """The working day `number` working days after `day`, which itself does not count: 1 from Friday is Monday. Before
    it when `number` is negative; 0 is `day` itself, or the last working day before it when it is none."""
    if number == 0:
        while not is_working_day(day):
            day -= DAY
        return day
    step, left = (DAY, number) if number > 0 else (-DAY, -number)
    while left:
        day += step
        left -= is_working_day(day)
    return day
