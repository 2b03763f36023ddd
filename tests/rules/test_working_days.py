"""Working days in England, with its bank holidays."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from cases.models.base.working_days import FIRST, LAST
from emerald.reminders.register import sources
from emerald.reminders.statements import kept_of
from emerald.working_days import bank_holidays, is_working_day, working_day_after, working_days_after


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


@pytest.mark.parametrize("number", [1, 2, 5, 10, 45])
def test_the_database_counts_as_the_house_does_from_every_day(db, number):
    begin, end = date(FIRST, 1, 3), timezone.localdate() + timedelta(3 * 365)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT d::date, emerald_working_day_after(d::date, %s) FROM generate_series(%s, %s, interval '1 day') d",
            [number, begin, end],
        )
        found = cursor.fetchall()
    assert len(found) > 10_000
    assert found == [(day, working_day_after(day, number)) for day, _ in found]


def test_what_began_before_the_days_that_are_known_counts_from_the_first_of_them(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT emerald_working_day_after('1987-05-05', 1), emerald_working_day_after(NULL, 1)")
        assert cursor.fetchone() == (working_day_after(date(FIRST, 1, 1) - timedelta(1), 1), None)


def test_the_days_that_are_known_last_for_decades():
    assert LAST - timezone.localdate().year > 20


def test_no_statement_brings_the_working_days_along(db):
    assert max(len(part) for source in sources() for part in map(str, kept_of(source, "due")[1].values())) < 200
