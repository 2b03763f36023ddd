"""What a source asks is put into words once a day: it must be the same all day, whatever stands in the database."""

from datetime import datetime, time, timedelta

import pytest
from django.db.models.signals import post_migrate
from django.utils import timezone

from cases.due.sources import people_of_cases
from emerald.reminders.register import DueSource, source_of, sources
from emerald.reminders.statements import due_of, forget_statements, people_of
from tests.days import LONDON, standing_at

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
DAY = timedelta(days=1)
FIRST, LAST = time(0, 0), time(23, 59, 59)
# An ordinary day, a leap day, the ends of a year, and the days on which the clocks change.
DAYS = ("2026-11-27", "2028-02-29", "2026-12-31", "2027-01-01", "2027-03-28", "2027-10-31")


def asked(source):
    return [question().query.sql_with_params() for question in (source.due, source.people)]


def asked_at(day, hour, source):
    with standing_at(datetime.combine(day, hour, LONDON)):
        return asked(source)


@pytest.mark.parametrize("day", [datetime.fromisoformat(day).date() for day in DAYS], ids=str)
def test_all_day_a_source_asks_the_same(day):
    for source in sources():
        if not source.by_the_minute:
            assert asked_at(day, FIRST, source) == asked_at(day, LAST, source), source.key


def test_a_source_that_says_it_goes_by_the_minute_does():
    by_the_minute = [source for source in sources() if source.by_the_minute]
    assert source_of("unlocked_note") in by_the_minute
    for source in by_the_minute:
        assert asked_at(TODAY(), FIRST, source) != asked_at(TODAY(), LAST, source)


def test_what_a_source_asks_depends_on_nothing_that_stands_in_the_database(django_assert_num_queries):
    for source in sources():
        asked(source)  # the keys of rights are read once
        with django_assert_num_queries(0):
            asked(source)


def test_the_words_are_those_of_the_source_on_every_day():
    for day in (TODAY(), TODAY() + DAY, TODAY()):
        for source in sources():
            with standing_at(datetime.combine(day, time(9), LONDON)):
                made = [due_of(source, "due_"), people_of(source, "who_")]
                for (sql, values), (plain, given) in zip(made, asked(source), strict=True):
                    assert sql % dict.fromkeys(values, "%s") == plain.replace("%%", "%")
                    assert tuple(values.values()) == tuple(given), source.key


@pytest.fixture
def counted():
    """A source and the list in which each making of its question leaves a mark."""
    made = []

    def people():
        made.append(timezone.localdate())
        return people_of_cases()

    def source(**facts):
        return DueSource("counted", "Counted", due=people, people=people, page="home", **facts)

    return source, made


def test_it_is_made_once_a_day_and_again_after_a_migration(counted):
    make, made = counted
    for day in (TODAY(), TODAY(), TODAY() + DAY, TODAY() + DAY):
        with standing_at(datetime.combine(day, time(9), LONDON)):
            people_of(make(), "a_")
    assert made == [TODAY(), TODAY() + DAY]
    assert forget_statements in [receiver() for _, receiver, *_ in post_migrate.receivers]
    forget_statements()
    people_of(make(), "a_")
    assert len(made) == 3


def test_by_the_minute_it_is_made_each_time(counted):
    make, made = counted
    for _ in range(3):
        people_of(make(by_the_minute=True), "a_")
    assert len(made) == 3
