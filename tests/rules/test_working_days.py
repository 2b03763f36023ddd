"""Working days in England, with its bank holidays."""

from datetime import date

import pytest

from emerald.working_days import bank_holidays, is_working_day, working_days_after


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 4, 3),
        date(2026, 4, 6),  # Good Friday, Easter Monday
        date(2027, 3, 26),
        date(2027, 3, 29),  # the same, in March
        date(2026, 12, 25),
        date(2026, 12, 28),  # Boxing Day is a Saturday: the Monday stands in for it
        date(2027, 12, 27),
        date(2027, 12, 28),  # Christmas Day and Boxing Day at a weekend
        date(2022, 1, 3),  # New Year's Day was a Saturday
        date(2022, 9, 19),  # the state funeral
        date(2026, 11, 21),
        date(2026, 11, 22),
    ],
)
def test_a_weekend_or_bank_holiday_is_no_working_day(day):
    assert not is_working_day(day)


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 4, 2),
        date(2026, 4, 7),
        date(2026, 12, 24),
        date(2026, 12, 29),
        date(2026, 3, 17),
        date(2026, 7, 13),
        date(2026, 11, 30),  # holidays of Northern Ireland and of Scotland
        date(2026, 1, 2),  # a holiday in Scotland
    ],
)
def test_any_other_day_is_a_working_day(day):
    assert is_working_day(day)


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        (date(2026, 11, 20), date(2026, 11, 23), 1),  # Friday to Monday
        (date(2026, 11, 20), date(2026, 11, 22), 0),
        (date(2026, 11, 22), date(2026, 11, 23), 1),  # from a Sunday
        (date(2026, 4, 2), date(2026, 4, 7), 1),  # over Easter
        (date(2026, 12, 23), date(2027, 1, 4), 5),  # over Christmas and New Year: 24, 29, 30, 31 and the 4th
        (date(2026, 11, 20), date(2026, 11, 20), 0),
        (date(2026, 11, 20), date(2026, 11, 1), 0),
    ],
)
def test_working_days_after(start, end, days):
    assert working_days_after(start, end) == days


def test_england_has_eight_bank_holidays_in_an_ordinary_year():
    assert len({day for day in bank_holidays(2025) if day.weekday() < 5}) == 8
