"""The hour that March leaves out and the one that October repeats are asked about, and no other."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from emerald.clock import SUMMER, WINTER, NoSuchMoment, moment_of_clock
from emerald.govuk.fields import DateField, TimeOfMomentField
from emerald.govuk.forms import GovukForm
from interventions.notes.forms.moment import AsksMoment
from tests.factories.posting import date_parts

SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)


class Asking(AsksMoment, GovukForm):
    day = DateField("Day")
    time = TimeOfMomentField("Time")


def asked(day, at):
    """(the moment by the clock that never changes, the sentence under the time)."""
    form = Asking({"time": at, **date_parts("day", day)})
    form.is_valid()
    moment = form.moment_asked
    return moment and moment.astimezone(UTC), " ".join(form.errors.get("time", []))


def utc(day, hour, minute=0):
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)


def test_a_time_that_did_not_exist_is_asked_about():
    moment, sentence = asked(SPRING, "1:30am")
    assert moment is None
    assert sentence == "There was no 1:30am on 29 March 2026: the clocks went forward from 1am to 2am"


def test_a_time_that_came_twice_is_asked_about_and_can_be_said():
    moment, sentence = asked(AUTUMN, "1:30am")
    assert moment is None
    assert "It was 1:30am twice on 25 October 2026" in sentence
    assert "1:30am BST for the first time, or 1:30am GMT for the second" in sentence
    assert asked(AUTUMN, "1:30am BST") == (utc(AUTUMN, 0, 30), "")
    assert asked(AUTUMN, "1.30 gmt") == (utc(AUTUMN, 1, 30), "")


def test_the_wrong_zone_is_no_moment():
    moment, sentence = asked(date(2026, 6, 3), "1:30pm GMT")
    assert moment is None
    assert sentence == "The clock did not show GMT on 3 June 2026: enter the time without it"
    assert asked(SPRING, "1:30am GMT")[0] is None


@pytest.mark.parametrize(("at", "hour"), [("0:59", 0), ("2:00", 1), ("2am", 1)])
def test_beside_that_hour_nothing_is_asked(at, hour):
    moment, sentence = asked(SPRING, at)
    assert (moment.astimezone(UTC).hour, sentence) == (hour, "")


@settings(max_examples=200, deadline=None)
@given(
    some.datetimes(min_value=datetime(2020, 1, 1), max_value=datetime(2035, 1, 1)),
    some.sampled_from([None, SUMMER, WINTER]),
)
def test_a_moment_shows_the_time_that_was_typed(wall, zone):
    at = wall.time().replace(tzinfo=zone)
    try:
        moment = moment_of_clock(wall.date(), at)
    except NoSuchMoment:
        assert zone or (wall.month in (3, 10) and wall.weekday() == 6 and wall.hour == 1)
        return
    assert moment.replace(tzinfo=None, fold=0) == wall.replace(fold=0)
    assert moment.utcoffset() in ((zone.utcoffset(None),) if zone else (timedelta(0), timedelta(hours=1)))


def test_every_minute_of_both_days_is_one_moment_or_is_asked_about():
    for day, expected in ((SPRING, 23 * 60), (AUTUMN, 23 * 60)):
        known = set()
        for minute in range(24 * 60):
            try:
                known.add(moment_of_clock(day, time(minute // 60, minute % 60)).astimezone(UTC))
            except NoSuchMoment:
                assert minute // 60 == 1
        assert len(known) == expected
